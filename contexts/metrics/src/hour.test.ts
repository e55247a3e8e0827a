import { orderCancelled, orderFinished, orderTimedOut, shopUnavailable } from '@coffee/order-processor/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addEnding, emptyTally, endingOf, hourOf, sum, summaryOf, type Tally } from './hour.ts';
import { outcome, outcomeOf, type OrderEnd } from './outcome.ts';

const about = { id: 'event-1', atMs: 0, metadata: { correlationId: 'order-1', version: 1 } };

describe('how an order ended', () => {
  test.each<[OrderEnd, string]>([
    [{ ...about, type: orderFinished.detailType, detail: orderFinished.example }, 'finished'],
    [{ ...about, type: orderCancelled.detailType, detail: orderCancelled.example }, 'cancelled-by-customer'],
    [{ ...about, type: orderTimedOut.detailType, detail: orderTimedOut.example }, 'timed-out-for-customer'],
    [{ ...about, type: shopUnavailable.detailType, detail: shopUnavailable.example }, 'refused-no-capacity'],
  ])('%#: is told by the event that ends it', (end, told) => expect(outcomeOf(end)).toBe(told));

  test('only a finished order waited for something', () => {
    const times = { orderedMs: 1_000, queuedMs: 5_000 };
    expect(endingOf('finished', 61_000, times)).toEqual({
      outcome: 'finished',
      orderWaitMs: 60_000,
      queueWaitMs: 56_000,
    });
    expect(endingOf('failed', 61_000, times)).toEqual({ outcome: 'failed' });
  });

  test('an order whose beginning was not heard of counts without a wait', () => {
    expect(endingOf('finished', 61_000, {})).toEqual({ outcome: 'finished' });
  });
});

describe('an hour', () => {
  test('begins with its first millisecond', () => {
    expect(hourOf(Date.UTC(2026, 10, 23, 9, 59, 59, 999))).toBe(Date.UTC(2026, 10, 23, 9));
    expect(hourOf(Date.UTC(2026, 10, 23, 10))).toBe(Date.UTC(2026, 10, 23, 10));
  });

  test('reads as counts and waits', () => {
    const tally = [
      endingOf('finished', 120_000, { orderedMs: 0 }),
      endingOf('refused-paused', 5, {}),
      endingOf('cancelled-by-barista', 5, {}),
    ].reduce<Tally>(addEnding, emptyTally);
    expect(summaryOf(tally)).toEqual({
      orders: 3,
      finished: 1,
      cancelled: { customer: 0, barista: 1 },
      timedOut: { customer: 0, barista: 0 },
      refused: { closed: 0, paused: 1, noCapacity: 0 },
      failed: 0,
      waits: { order: { p50Seconds: 133.1, p90Seconds: 133.1 }, queue: null },
    });
  });

  const endings = fc.array(
    fc
      .record({
        how: fc.constantFrom(...outcome.options),
        atMs: fc.nat(10_000_000),
        orderedMs: fc.option(fc.nat(1_000), { nil: undefined }),
      })
      .map(({ how, atMs, orderedMs }) => endingOf(how, atMs, { orderedMs })),
  );
  const tallyOf = (all: readonly ReturnType<typeof endingOf>[]): Tally => all.reduce<Tally>(addEnding, emptyTally);

  test('and another add up to the summary of both, in whatever order their orders ended', () => {
    fc.assert(
      fc.property(endings, endings, (one, other) => {
        const both = summaryOf(sum([tallyOf(one), tallyOf(other)]));
        expect(both).toEqual(summaryOf(tallyOf([...other, ...one])));
        expect(both.orders).toBe(one.length + other.length);
      }),
    );
  });
});
