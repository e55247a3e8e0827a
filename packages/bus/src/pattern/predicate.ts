import type { JsonScalar } from '@espresso/kernel';
import type { AddressRange } from '../value/address.ts';

/** What one entry of a pattern's leaf asks of a value. */
export type Predicate =
  | { readonly is: 'exactly'; readonly value: JsonScalar }
  | { readonly is: 'address'; readonly range: AddressRange }
  | { readonly is: 'prefix' | 'suffix'; readonly text: string }
  | { readonly is: 'equals-ignore-case' | 'prefix-ignore-case' | 'suffix-ignore-case'; readonly text: string }
  /** The literal pieces between the stars; never fewer than two, since without a star it is `exactly`. */
  | { readonly is: 'wildcard'; readonly pieces: readonly string[] }
  | NumberRange
  | { readonly is: 'present' }
  | { readonly is: 'absent' }
  | { readonly is: 'anything-but'; readonly excluded: readonly Predicate[] };

/** From `low` to `high`; an unbounded side is infinite, and open. */
export interface NumberRange {
  readonly is: 'numeric';
  readonly low: number;
  readonly lowIncluded: boolean;
  readonly high: number;
  readonly highIncluded: boolean;
}
