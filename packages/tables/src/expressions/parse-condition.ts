import { Parser } from './parser.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';
import type { ExpressionKind } from './tokens.ts';

const COMPARATORS: ReadonlyMap<string, Comparator> = new Map<string, Comparator>([
  ['=', '='],
  ['<>', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

/** What stands between parentheses can turn out to be either. */
type Reading = { readonly condition: Condition } | { readonly operand: Operand };

/** Reads a condition, filter or key condition. Loosest first: OR, AND, NOT, then comparisons (developer guide, "Precedence"). */
export const parseCondition = (kind: ExpressionKind, text: string): Condition => {
  const parser = new Parser(kind, text);
  /** The tokens of the parentheses read last, to notice a second pair right around them. */
  let group = { from: -1, to: -1 };

  const asCondition = (reading: Reading): Condition => {
    if ('condition' in reading) return reading.condition;
    const { operand } = reading;
    if (operand.kind === 'call') return operand;
    throw parser.unexpected();
  };

  const readOr = (): Reading => {
    const first = readAnd();
    if (!parser.isWord('OR')) return first;
    let left = asCondition(first);
    while (parser.takeWord('OR')) left = { kind: 'or', left, right: asCondition(readAnd()) };
    return { condition: left };
  };

  const readAnd = (): Reading => {
    const first = readNot();
    if (!parser.isWord('AND')) return first;
    let left = asCondition(first);
    while (parser.takeWord('AND')) left = { kind: 'and', left, right: asCondition(readNot()) };
    return { condition: left };
  };

  const readNot = (): Reading => {
    if (!parser.takeWord('NOT')) return readComparison();
    return { condition: { kind: 'not', condition: parser.nested(() => asCondition(readNot())) } };
  };

  const readComparison = (): Reading => {
    const reading = readUnit();
    if ('condition' in reading) return reading;
    const { operand } = reading;
    const token = parser.peek();
    const comparator = token.kind === 'mark' ? COMPARATORS.get(token.text) : undefined;
    if (comparator !== undefined) {
      parser.next();
      return { condition: { kind: 'compare', comparator, left: operand, right: readOperand() } };
    }
    if (parser.takeWord('BETWEEN')) {
      const low = readOperand();
      parser.expectWord('AND');
      return { condition: { kind: 'between', operand, low, high: readOperand() } };
    }
    if (parser.takeWord('IN')) {
      parser.expectMark('(');
      const options = parser.list(readOperand);
      parser.expectMark(')');
      return { condition: { kind: 'in', operand, options } };
    }
    return reading;
  };

  const readUnit = (): Reading => (parser.isMark('(') ? readGroup() : { operand: parser.simpleOperand(readOperand) });

  const readGroup = (): Reading => {
    const from = parser.position;
    parser.next();
    const reading = parser.nested(readOr);
    const inner = group;
    parser.expectMark(')');
    group = { from, to: parser.position };
    if (inner.from === from + 1 && inner.to === group.to - 1)
      throw parser.invalid('The expression has redundant parentheses;');
    return reading;
  };

  const readOperand = (): Operand => {
    const reading = readUnit();
    if ('operand' in reading) return reading.operand;
    throw parser.unexpected();
  };

  const condition = asCondition(readOr());
  parser.expectEnd();
  return condition;
};
