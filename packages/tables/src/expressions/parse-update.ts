import { Parser } from './parser.ts';
import type { Operand, SetValue, UpdateAction } from './syntax.ts';

const SECTIONS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
const SIGNS = ['+', '-'] as const;

/** Reads an update: each of SET, REMOVE, ADD and DELETE at most once, in any order (developer guide, "Update expressions"). */
export const parseUpdate = (text: string): readonly UpdateAction[] => {
  const parser = new Parser('UpdateExpression', text);

  const readOperand = (): Operand => {
    if (!parser.takeMark('(')) return parser.simpleOperand(readOperand);
    const operand = parser.nested(readOperand);
    parser.expectMark(')');
    return operand;
  };

  /** What follows a first operand: nothing, or a sign and a second operand. */
  const readRest = (left: Operand): SetValue => {
    for (const operator of SIGNS) {
      if (parser.takeMark(operator)) return { kind: 'sum', operator, left, right: readOperand() };
    }
    return left;
  };

  const readSetValue = (): SetValue => {
    if (!parser.isMark('(')) return readRest(readOperand());
    // Parentheses are around the whole sum, or around its first operand.
    parser.next();
    const inner = parser.nested(readSetValue);
    parser.expectMark(')');
    return inner.kind === 'sum' ? inner : readRest(inner);
  };

  const read = {
    SET: (): UpdateAction => {
      const path = parser.path();
      parser.expectMark('=');
      return { section: 'SET', path, value: readSetValue() };
    },
    REMOVE: (): UpdateAction => ({ section: 'REMOVE', path: parser.path() }),
    ADD: (): UpdateAction => ({ section: 'ADD', path: parser.path(), value: parser.valueName() }),
    DELETE: (): UpdateAction => ({ section: 'DELETE', path: parser.path(), value: parser.valueName() }),
  } as const;

  const actions: UpdateAction[] = [];
  const seen = new Set<string>();
  do {
    const section = SECTIONS.find((name) => parser.takeWord(name));
    if (section === undefined) throw parser.unexpected();
    if (seen.has(section))
      throw parser.invalid(`The "${section}" section can only be used once in an update expression;`);
    seen.add(section);
    actions.push(...parser.list(read[section]));
  } while (parser.peek().kind !== 'end');
  return actions;
};
