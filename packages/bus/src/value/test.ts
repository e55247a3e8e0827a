import { type JsonScalar, unreachable } from '@espresso/kernel';
import type { NumberRange, Predicate } from '../pattern/predicate.ts';
import { addressOf, holds } from './address.ts';
import { foldOf } from './fold.ts';
import { wildcardTest } from './wildcard.ts';

/** Whether a leaf of an event is what a pattern wants. */
export type Test = (value: JsonScalar) => boolean;

/** One test for a leaf's entries, any of which will do. */
export const testOf = (predicates: readonly Predicate[]): Test => {
  const exact = predicates.flatMap((predicate) => (predicate.is === 'exactly' ? [predicate.value] : []));
  const tests = predicates.filter(({ is }) => is !== 'exactly').map(single);
  if (exact.length > 0) tests.unshift(oneOf(exact));
  return any(tests);
};

const any = (tests: readonly Test[]): Test => {
  const [first, second] = tests;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  return (value) => {
    for (const test of tests) if (test(value)) return true;
    return false;
  };
};

const oneOf = (values: readonly JsonScalar[]): Test => {
  const [first] = values;
  if (values.length === 1 && first !== undefined) return (value) => value === first;
  const set = new Set(values);
  return (value) => set.has(value);
};

const single = (predicate: Predicate): Test => {
  switch (predicate.is) {
    case 'exactly':
      return oneOf([predicate.value]);
    case 'address':
      return onText((text) => {
        const address = addressOf(text);
        return address !== undefined && holds(predicate.range, address);
      });
    case 'prefix':
      return onText((text) => text.startsWith(predicate.text));
    case 'suffix':
      return onText((text) => text.endsWith(predicate.text));
    case 'equals-ignore-case': {
      const fold = foldOf(predicate.text);
      return onText((text) => fold.from(text, 0) === text.length);
    }
    case 'prefix-ignore-case': {
      const fold = foldOf(predicate.text);
      return onText((text) => fold.from(text, 0) !== -1);
    }
    case 'suffix-ignore-case': {
      const fold = foldOf(predicate.text);
      return onText((text) => fold.upTo(text, text.length) !== -1);
    }
    case 'wildcard':
      return onText(wildcardTest(predicate.pieces));
    case 'numeric':
      return (value) => typeof value === 'number' && inRange(predicate, value);
    case 'present':
      return () => true;
    case 'absent':
      // A leaf is there, so it is not absent; absence itself is decided where the fields are put together.
      return () => false;
    case 'anything-but': {
      const excluded = testOf(predicate.excluded);
      return (value) => !excluded(value);
    }
    default:
      return unreachable(predicate);
  }
};

const onText =
  (test: (text: string) => boolean): Test =>
  (value) =>
    typeof value === 'string' && test(value);

export const inRange = ({ low, lowIncluded, high, highIncluded }: NumberRange, value: number): boolean =>
  (value > low || (lowIncluded && value === low)) && (value < high || (highIncluded && value === high));
