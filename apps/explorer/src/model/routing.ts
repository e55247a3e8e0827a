import { compilePattern, explain, InvalidPattern, type FieldVerdict, type Pattern } from '@espresso/bus';
import type { BusEvent, RuleView } from '../wire.ts';
import { asPatternsSee } from './filter.ts';

/** A rule whose pattern is ready to be asked. */
export interface AskableRule {
  readonly rule: RuleView;
  /** Undefined where this page cannot read the pattern. */
  readonly pattern: Pattern | undefined;
}

export const askable = (rules: readonly RuleView[]): readonly AskableRule[] =>
  rules.map((rule) => ({ rule, pattern: patternOf(rule) }));

const patternOf = ({ pattern }: RuleView): Pattern | undefined => {
  try {
    return compilePattern(pattern);
  } catch (error) {
    if (error instanceof InvalidPattern) return undefined;
    throw error;
  }
};

/** What a rule says to an event. */
export type RuleVerdict =
  | { readonly outcome: 'matched'; readonly rule: RuleView }
  | {
      readonly outcome: 'not-matched';
      readonly rule: RuleView;
      /** The fields that do not hold, of the way that came nearest. */
      readonly missed: readonly FieldVerdict[];
      /** How many fields of that way do hold. */
      readonly held: number;
      /** Every field holds, but only with values from different entries of one list. */
      readonly apart: boolean;
    }
  | { readonly outcome: 'not-readable'; readonly rule: RuleView };

/** What every rule says to an event: first those that matched, then the others, nearest first. */
export const verdictsOn = (event: BusEvent, rules: readonly AskableRule[]): readonly RuleVerdict[] => {
  const verdicts = rules.map((asked) => verdictOn(event, asked));
  return verdicts.toSorted((a, b) => distance(a) - distance(b));
};

export const verdictOn = (event: BusEvent, { rule, pattern }: AskableRule): RuleVerdict => {
  if (pattern === undefined) return { outcome: 'not-readable', rule };
  const verdict = explain(pattern, asPatternsSee(event));
  if (verdict.matched) return { outcome: 'matched', rule };
  const [nearest] = verdict.branches
    .map(({ outcome, fields }) => ({
      missed: fields.filter(({ matched }) => !matched),
      held: fields.filter(({ matched }) => matched).length,
      apart: outcome === 'elements',
    }))
    .toSorted((a, b) => a.missed.length - b.missed.length);
  return { outcome: 'not-matched', rule, ...(nearest ?? { missed: [], held: 0, apart: false }) };
};

const FAR = 1_000_000;
const distance = (verdict: RuleVerdict): number => {
  if (verdict.outcome === 'matched') return -FAR;
  return verdict.outcome === 'not-readable' ? FAR : verdict.missed.length * 1_000 - verdict.held;
};

/** The names of the rules that hear an event. */
export const rulesThatMatch = (event: BusEvent, rules: readonly AskableRule[]): readonly string[] =>
  rules.filter(({ pattern }) => pattern?.matches(asPatternsSee(event)) === true).map(({ rule }) => rule.name);
