import type { InvalidRequest } from '../errors.ts';
import type { AttributeValue } from '../types.ts';
import { isReserved } from './reserved-words.ts';
import type { Path, WrittenPath } from './syntax.ts';
import { invalidExpression, type ExpressionKind } from './tokens.ts';

/** Attribute names by placeholder: `{ '#status': 'status' }`. */
export type Names = Readonly<Record<string, string>>;
/** Values by placeholder: `{ ':open': true }`. */
export type Values = Readonly<Record<string, AttributeValue>>;

/** What can only be told once the values are there; throws `InvalidRequest`. */
export type ValueCheck = (values: Values) => void;

type Problem =
  'unknown-function' | 'misused-function' | 'reserved' | 'name' | 'overlap' | 'operands' | 'distinct' | 'function';

/** Of several problems in one expression DynamoDB names the first of this order. */
const CONDITION_ORDER: readonly Problem[] = [
  'unknown-function',
  'misused-function',
  'reserved',
  'name',
  'operands',
  'distinct',
  'function',
];
const UPDATE_ORDER: readonly Problem[] = ['reserved', 'unknown-function', 'name', 'overlap', 'operands', 'function'];

/** One expression on its way from text to closures: its placeholders, what it uses, and what is wrong with it. */
export class Scope {
  readonly kind: ExpressionKind;
  readonly usedNames = new Set<string>();
  readonly usedValues = new Set<string>();
  readonly checks: ValueCheck[] = [];
  readonly #names: Names;
  readonly #problems = new Map<Problem, string>();

  constructor(kind: ExpressionKind, names: Names) {
    this.kind = kind;
    this.#names = names;
  }

  /** The path with its placeholders replaced. */
  path(written: WrittenPath): Path {
    return written.map((segment) => (typeof segment === 'number' ? segment : this.#name(segment)));
  }

  #name(word: string): string {
    if (!word.startsWith('#')) {
      if (isReserved(word)) this.problem('reserved', `Attribute name is a reserved keyword; reserved keyword: ${word}`);
      return word;
    }
    const name = Object.hasOwn(this.#names, word) ? this.#names[word] : undefined;
    if (name === undefined) {
      this.problem(
        'name',
        `An expression attribute name used in the document path is not defined; attribute name: ${word}`,
      );
      return word;
    }
    this.usedNames.add(word);
    return name;
  }

  /** Notes that the expression needs the value. */
  value(name: string): string {
    if (!this.usedValues.has(name)) {
      this.usedValues.add(name);
      this.checks.push((values) => {
        if (!Object.hasOwn(values, name)) {
          throw this.invalid(
            `An expression attribute value used in expression is not defined; attribute value: ${name}`,
          );
        }
      });
    }
    return name;
  }

  check(check: ValueCheck): void {
    this.checks.push(check);
  }

  problem(problem: Problem, message: string): void {
    if (!this.#problems.has(problem)) this.#problems.set(problem, message);
  }

  /** Refuses the expression if anything was wrong with it. */
  settle(): void {
    if (this.#problems.size === 0) return;
    for (const problem of this.kind === 'UpdateExpression' ? UPDATE_ORDER : CONDITION_ORDER) {
      const message = this.#problems.get(problem);
      if (message !== undefined) throw this.invalid(message);
    }
    throw this.invalid([...this.#problems.values()].join(' '));
  }

  invalid(problem: string): InvalidRequest {
    return invalidExpression(this.kind, problem);
  }
}
