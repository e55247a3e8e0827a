import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact, Recording } from '../recording/fact.ts';
import { readRecording } from '../recording/read-recording.ts';
import { smallRecording } from '../testing/small-recording.ts';
import { planOf } from './plan.ts';
import { peakOf, shopFor } from './shop-for.ts';

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.constantFrom<Fact>({ type: 'began' }, { type: 'offered' }, { type: 'seen' }, { type: 'queued' }),
  fc.constantFrom<Fact>({ type: 'completed' }, { type: 'over' }, { type: 'timed-out' }),
  fc.constantFrom<Fact>({ type: 'cancelled', by: 'customer' }, { type: 'cancelled', by: 'barista' }),
  fc.constantFrom<Fact>({ type: 'chose', drink: 'Espresso', modifiers: [] }),
);
const recording: fc.Arbitrary<Recording> = fc
  .array(
    fc.record({
      orderId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      atMs: fc.integer({ min: 0, max: 600_000 }),
      fact,
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((facts) => ({ facts: [...facts].sort((one, other) => one.atMs - other.atMs) }));

describe('the plan of any recording', () => {
  test('has every order once, in the order in which they are first seen', () => {
    fc.assert(
      fc.property(recording, fc.integer(), (recorded, seed) => {
        const { orders } = planOf(recorded, seed);
        expect(orders.map((order) => order.recordedOrderId)).toEqual([
          ...new Set(recorded.facts.map(({ orderId }) => orderId)),
        ]);
        for (const order of orders)
          expect(order.arriveMs).toBe(recorded.facts.find(({ orderId }) => orderId === order.recordedOrderId)?.atMs);
      }),
    );
  });

  test('does things in an order in which they can be done', () => {
    fc.assert(
      fc.property(recording, fc.integer(), (recorded, seed) => {
        for (const { arriveMs, chooseMs, fate } of planOf(recorded, seed).orders) {
          expect(chooseMs).toBeGreaterThanOrEqual(arriveMs);
          if (fate.type === 'cancelled') expect(fate.atMs).toBeGreaterThanOrEqual(arriveMs);
          if (fate.type === 'made') {
            expect(fate.claimMs).toBeGreaterThanOrEqual(chooseMs);
            expect(fate.doneMs).toBeGreaterThanOrEqual(fate.claimMs);
          }
        }
      }),
    );
  });

  test('is the same for the same seed', () => {
    fc.assert(
      fc.property(recording, fc.integer(), (recorded, seed) => {
        expect(planOf(recorded, seed)).toEqual(planOf(recorded, seed));
      }),
    );
  });

  test('fits its shop: all who are there at the busiest moment have a place, at any speed', () => {
    fc.assert(
      fc.property(recording, fc.integer(), fc.integer({ min: 1, max: 200 }), (recorded, seed, speed) => {
        const plan = planOf(recorded, seed);
        expect(shopFor(plan, speed).queueLimit).toBeGreaterThan(peakOf(plan.orders));
      }),
    );
  });
});

describe('what the recording says', () => {
  const plan = planOf(readRecording(smallRecording), 1);

  test('is what happens: the drink, its times and its end', () => {
    expect(plan.orders[0]).toMatchObject({
      recordedOrderId: 'a',
      arriveMs: 0,
      chooseMs: 11_000,
      drink: 'Caffe Latte',
      fate: { type: 'made', doneMs: 72_000 },
      recorded: { drink: true, end: true },
    });
  });

  test('a cancelled order is cancelled, though the original bar calls it finished afterwards', () => {
    expect(plan.orders[1]?.fate).toEqual({ type: 'cancelled', by: 'barista', atMs: 80_000 });
  });

  test('what it does not say is drawn from the rest of it', () => {
    expect(plan.orders[2]).toMatchObject({ recorded: { drink: false, end: false } });
    expect(['Caffe Latte', 'Flat White']).toContain(plan.orders[2]?.drink);
  });
});
