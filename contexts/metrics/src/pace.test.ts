import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMade, inMinutes, noPace, rangeAt, type Pace } from './pace.ts';

const made = fc.record({ waitMs: fc.nat(3_600_000), place: fc.integer({ min: 1, max: 40 }) });
const paceOf = (all: readonly { waitMs: number; place: number }[]): Pace => all.reduce<Pace>(addMade, noPace);
const steady = paceOf(Array.from({ length: 10 }, () => ({ waitMs: 120_000, place: 2 })));

describe('how long it takes', () => {
  test('is not guessed before five orders were made', () => {
    expect(rangeAt(paceOf([{ waitMs: 60_000, place: 1 }]), 1)).toBeUndefined();
  });

  test('grows with the place in the queue', () => {
    expect(rangeAt(steady, 1)).toEqual({ fromSeconds: 60, toSeconds: 60 });
    expect(rangeAt(steady, 5)).toEqual({ fromSeconds: 300, toSeconds: 300 });
  });

  test('follows the bar: twenty quick orders, and the slow ones before are forgotten', () => {
    const quick = Array.from({ length: 20 }, () => ({ waitMs: 30_000, place: 1 }));
    expect(rangeAt(quick.reduce<Pace>(addMade, steady), 1)).toEqual({ fromSeconds: 30, toSeconds: 30 });
  });

  test('would have held for nine of ten of the orders it was learnt from, in whole minutes as well', () => {
    fc.assert(
      fc.property(fc.array(made, { minLength: 5, maxLength: 20 }), (orders) => {
        const pace = paceOf(orders);
        const within = orders.filter(({ waitMs, place }) => {
          const range = rangeAt(pace, place);
          return range !== undefined && waitMs / 1_000 <= range.toSeconds + 0.1 * place;
        });
        expect(within.length).toBeGreaterThanOrEqual(Math.ceil(orders.length * 0.9));
        const { from, to } = inMinutes(rangeAt(pace, 3) ?? { fromSeconds: 0, toSeconds: 0 });
        expect(from).toBeGreaterThanOrEqual(1);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to * 60).toBeGreaterThanOrEqual(rangeAt(pace, 3)?.toSeconds ?? 0);
      }),
    );
  });
});

describe('the score', () => {
  test('counts who was told a time, and whether it came true', () => {
    const told = [
      { waitMs: 239_000, place: 1, saidMinutes: 4 },
      { waitMs: 241_000, place: 1, saidMinutes: 4 },
      { waitMs: 1_000, place: 1 },
    ];
    expect(told.reduce<Pace>(addMade, noPace).kept).toEqual([1, 0]);
  });
});
