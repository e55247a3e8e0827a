import type { Fact, Recorded, Recording } from '../recording/fact.ts';

/** How an order ended, and when. */
export type End =
  | { readonly type: 'made'; readonly atMs: number }
  | { readonly type: 'cancelled'; readonly by: 'customer' | 'barista'; readonly atMs: number }
  | { readonly type: 'left'; readonly waitedFor: 'customer' | 'barista' };

/** What a recording knows of one order. A recording may be a piece of a longer day, so any of it may lie outside. */
export interface History {
  readonly recordedOrderId: string;
  /** When it is first seen, in milliseconds since the recording's first event. */
  readonly seenMs: number;
  /** When the menu was shown to its customer. */
  readonly offeredMs?: number;
  readonly choseMs?: number;
  readonly drink?: { readonly name: string; readonly modifiers: readonly string[] };
  readonly queuedMs?: number;
  readonly end?: End;
}

/** The histories of all orders of a recording, in the order in which they are first seen. */
export const historiesOf = ({ facts }: Recording): readonly History[] =>
  [...Map.groupBy(facts, ({ orderId }) => orderId)].map(([recordedOrderId, recorded]) => {
    const first = (...types: readonly Fact['type'][]) => firstOf(recorded, types);
    const began = first('began', 'offered');
    // The last choice counts: what was chosen before it could not be had.
    const chose = recorded.findLast(({ fact }) => fact.type === 'chose');
    const queued = first('queued');
    const end = endOf(recorded);
    return {
      recordedOrderId,
      seenMs: recorded[0]?.atMs ?? 0,
      ...(began && { offeredMs: began.atMs }),
      ...(chose && { choseMs: firstOf(recorded, ['chose'])?.atMs ?? chose.atMs }),
      ...(chose?.fact.type === 'chose' && { drink: { name: chose.fact.drink, modifiers: chose.fact.modifiers } }),
      ...(queued && { queuedMs: queued.atMs }),
      ...(end && { end }),
    };
  });

/** How it ended. The original bar says "finished" of a cancelled order too, so the particular word goes before the general one. */
const endOf = (recorded: readonly Recorded[]): End | undefined => {
  for (const { atMs, fact } of recorded) if (fact.type === 'cancelled') return { type: 'cancelled', by: fact.by, atMs };
  for (const { fact } of recorded)
    if (fact.type === 'timed-out')
      return {
        type: 'left',
        waitedFor: fact.waitedFor ?? (firstOf(recorded, ['queued']) === undefined ? 'customer' : 'barista'),
      };
  const made = firstOf(recorded, ['completed', 'over']);
  return made && { type: 'made', atMs: made.atMs };
};

const firstOf = (recorded: readonly Recorded[], types: readonly Fact['type'][]): Recorded | undefined =>
  recorded.find(({ fact }) => types.includes(fact.type));
