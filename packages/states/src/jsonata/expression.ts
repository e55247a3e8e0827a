import jsonata from 'jsonata';
import { Lru } from '@espresso/kernel';
import { EXPRESSION_DEPTH_MAX, EXPRESSION_ITEMS_MAX, EXPRESSION_MS_MAX, EXPRESSIONS_KEPT_MAX } from '../limits.ts';
import type { Scope } from '../scope.ts';
import type { Maybe } from '../work.ts';
import { functionsOf } from './aws-functions.ts';
import type { Closure } from './closure.ts';
import { compileNode } from './closures.ts';
import { ExpressionError } from './expression-error.ts';
import { normal } from './normal.ts';
import type { UNSUPPORTED } from './normal.ts';
import { walk } from './syntax.ts';
import { BAIL, type Value } from './values.ts';

export type Evaluated = Value | typeof UNSUPPORTED;

/** A JSONata expression, ready to evaluate any number of times. */
export interface Expression {
  readonly text: string;
  /** The value at once when a closure could tell it, a promise when the library had to. Throws ExpressionError. */
  readonly evaluate: (scope: Scope) => Maybe<Evaluated>;
  /** The library's answer, always. */
  readonly evaluateSlowly: (scope: Scope) => Promise<Evaluated>;
  /** The closure alone, if there is one; it may bail. */
  readonly closure: Closure | undefined;
}

const GUARD = { timeout: EXPRESSION_MS_MAX, stack: EXPRESSION_DEPTH_MAX, sequence: EXPRESSION_ITEMS_MAX };

const kept = new Lru<string, Expression>(EXPRESSIONS_KEPT_MAX);

/** Parses once per text. Throws ExpressionError for what does not parse. */
export const expressionOf = (text: string): Expression => {
  const known = kept.get(text);
  if (known) return known;
  const made = parse(text);
  kept.set(text, made);
  return made;
};

const parse = (text: string): Expression => {
  let parsed: jsonata.Expression;
  try {
    parsed = jsonata(text, GUARD);
  } catch (thrown) {
    throw ExpressionError.from(thrown);
  }
  const ast: unknown = parsed.ast();
  // `x[]` makes the library mark the array it finds, which may be a part of the input: give it a copy to mark.
  const marksInput = [...walk(ast)].some((node) => node['keepArray'] === true || node['keepSingletonArray'] === true);
  const closure = compileNode(ast);

  const evaluateSlowly = async (scope: Scope): Promise<Evaluated> => {
    const data = { ...scope.variables, states: scope.states };
    const bindings = { ...functionsOf(scope.world), now: nowOf(scope), ...(marksInput ? structuredClone(data) : data) };
    try {
      const result: unknown = await parsed.evaluate(undefined, bindings);
      return normal(result);
    } catch (thrown) {
      throw ExpressionError.from(thrown);
    }
  };

  const evaluate = (scope: Scope): Maybe<Evaluated> => {
    if (!closure) return evaluateSlowly(scope);
    try {
      const value = closure(scope);
      return typeof value === 'number' ? value + 0 : value;
    } catch (thrown) {
      if (thrown !== BAIL) throw thrown;
      return evaluateSlowly(scope);
    }
  };

  return { text, evaluate, evaluateSlowly, closure };
};

const instant = jsonata('$fromMillis($ms, $picture, $timezone)');

/** `$now(picture?, timezone?)` at the step's instant. */
const nowOf =
  (scope: Scope) =>
  async (picture: unknown, timezone: unknown): Promise<unknown> => {
    const result: unknown = await instant.evaluate(undefined, { ms: scope.world.nowMs, picture, timezone });
    return result;
  };

/** Whether a string of a JSONata state is an expression: it begins with `{%` and ends with `%}`, to the letter. */
export const isExpression = (value: unknown): value is string =>
  typeof value === 'string' && value.length >= 4 && value.startsWith('{%') && value.endsWith('%}');

/** The expression inside `{% %}`, trimmed, as AWS prints it. */
export const inner = (value: string): string => value.slice(2, -2).trim();
