import type { Test } from '../value/test.ts';
import type { Leaves } from './leaves.ts';

/** A field of an alternative, tied to where a tree gathers its leaves. */
export interface BoundField<Attached> {
  readonly leaves: Leaves<Attached>;
  readonly test: Test;
  /** Whether it will do that there is no leaf. */
  readonly absenceWillDo: boolean;
}
