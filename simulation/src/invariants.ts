import { EspressoError } from '@espresso/kernel';

/** What holds at the bar whatever happens. The numbers and sentences are those of the list in ARCHITECTURE.md. */
export const invariants = {
  I1: 'An acknowledged order is never lost, and reaches exactly one end, which its customer is told of.',
  I2: 'One idempotency key makes one order, and every try with it gets the same answer.',
  I3: 'A code never sells more drinks than it has, and gets back exactly those of orders that came to nothing.',
  I4: 'The order numbers of a shop are unique and have no gaps.',
  I5: 'An order takes legal steps only, its status never goes backwards, and nothing follows its end.',
  I6: 'One drink has one maker.',
  I7: 'The queue never exceeds its limit, and an order holds a place exactly while it is under way.',
  I8: 'Stock is never negative, and what was put aside is used up or given back.',
  I9: 'Every event fits its schema, belongs to a conversation, and its cause exists and is earlier.',
  I10: 'A customer sees no order but their own.',
  I11: 'A timer fires once and never early, and nothing outlives its deadline.',
  I12: 'Read models built anew from the log are those that are live.',
  I13: 'What was committed stays: the log grows event by event, whatever crashes, and every delivery arrives.',
} as const;

export type Invariant = keyof typeof invariants;

/** An invariant did not hold. */
export class Breach extends EspressoError {
  readonly invariant: Invariant;
  /** What was found instead. */
  readonly found: string;

  constructor(invariant: Invariant, found: string) {
    super(`${invariant}. ${invariants[invariant]} But: ${found}`);
    this.invariant = invariant;
    this.found = found;
  }
}

/**
 * Says that something holds.
 * @throws Breach where it does not
 */
export function holds(invariant: Invariant, condition: boolean, found: () => string): asserts condition {
  if (!condition) throw new Breach(invariant, found());
}
