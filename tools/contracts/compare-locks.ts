import type { Json } from '@espresso/kernel';
import { compareSchemas, type SchemaChange } from './compare-schemas.ts';
import type { Lock, LockedEvent, LockedFunction } from './lock.ts';

/** One difference between what was promised and what is. */
export type Change =
  | { readonly kind: 'new' | 'gone' }
  | { readonly kind: 'field'; readonly part: 'detail' | 'input' | 'output'; readonly change: SchemaChange }
  | {
      readonly kind: 'fact';
      readonly fact: string;
      readonly before: Json | undefined;
      readonly after: Json | undefined;
    }
  | {
      readonly kind: 'mark';
      readonly at: string;
      readonly before: string | undefined;
      readonly after: string | undefined;
    }
  | { readonly kind: 'error'; readonly name: string; readonly isNew: boolean };

/** A change, of which contract, and whether everybody who relies on that contract survives it as it is. */
export interface Finding {
  /** `Validator.NewOrder@1`, or `shop.getShopStatus`. */
  readonly contract: string;
  readonly of: 'event' | 'function';
  readonly change: Change;
  readonly compatible: boolean;
}

/** Everything that changed between two locks, contract by contract. None where they promise the same. */
export const compareLocks = (before: Lock, after: Lock): readonly Finding[] => [
  ...comparePart('event', before.events, after.events, compareEvents),
  ...comparePart('function', before.functions, after.functions, compareFunctions),
];

const comparePart = <Promised>(
  of: Finding['of'],
  before: Readonly<Record<string, Promised>>,
  after: Readonly<Record<string, Promised>>,
  compare: (was: Promised, is: Promised) => readonly Change[],
): readonly Finding[] => {
  const contracts = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return contracts.flatMap((contract) => {
    const [was, is] = [before[contract], after[contract]];
    const changes: readonly Change[] =
      was === undefined ? [{ kind: 'new' }] : is === undefined ? [{ kind: 'gone' }] : compare(was, is);
    return changes.map((change) => ({ contract, of, change, compatible: isSurvived(change) }));
  });
};

const compareEvents = (was: LockedEvent, is: LockedEvent): readonly Change[] => [
  ...(['owner', 'source', 'correlatedBy'] as const)
    .filter((fact) => was[fact] !== is[fact])
    .map((fact): Change => ({ kind: 'fact', fact, before: was[fact], after: is[fact] })),
  ...compareFields('detail', was.detail, is.detail),
  ...[...new Set([...Object.keys(was.sensitive), ...Object.keys(is.sensitive)])]
    .filter((at) => was.sensitive[at] !== is.sensitive[at])
    .map((at): Change => ({ kind: 'mark', at, before: was.sensitive[at], after: is.sensitive[at] })),
];

const compareFunctions = (was: LockedFunction, is: LockedFunction): readonly Change[] => [
  ...compareFields('input', was.input, is.input),
  ...compareFields('output', was.output, is.output),
  ...was.errors
    .filter((name) => !is.errors.includes(name))
    .map((name): Change => ({ kind: 'error', name, isNew: false })),
  ...is.errors
    .filter((name) => !was.errors.includes(name))
    .map((name): Change => ({ kind: 'error', name, isNew: true })),
];

type Part = (Change & { readonly kind: 'field' })['part'];

const compareFields = (part: Part, was: Json, is: Json): readonly Change[] =>
  compareSchemas(was, is).map((change) => ({ kind: 'field', part, change }));

const isSurvived = (change: Change): boolean => {
  switch (change.kind) {
    case 'new':
      return true;
    case 'field':
      return survives[change.part](change.change);
    case 'mark':
      // To hide more harms nobody; what was promised to stay inside stays inside.
      return change.before === undefined;
    case 'error':
      // A workflow that runs now does not catch what it has never heard of.
      return !change.isNew;
    case 'gone':
    case 'fact':
      return false;
  }
};

const survives: Readonly<Record<Part, (change: SchemaChange) => boolean>> = {
  // Old events are read by new code (the archive, a replay) and new ones by old code (another deployment).
  detail: (change) => change.kind === 'added' && !change.required && !change.closed,
  // Old calls reach the new function, and never the other way.
  input: (change) => change.kind === 'made-optional' || (change.kind === 'added' && !change.required),
  // New answers reach old callers, who read what they know.
  output: ({ kind }) => kind === 'added' || kind === 'made-required',
};
