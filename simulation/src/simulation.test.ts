import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextsOfTheBar } from './contexts.ts';
import { mixes, simulate, tell, type MixName, type SimulationOptions } from './index.ts';

/** Simulates a day that must be a good one; what a failure says ends with the command that shows it again. */
const aGoodDay = async (options: SimulationOptions) => {
  const report = await simulate(options);
  if (report.breach !== undefined) throw new Error(tell(report));
  return report;
};

describe('a day at the bar', () => {
  const days: readonly [MixName, number][] = [
    ['calm', 1],
    ['rough', 2],
    ['crashes', 3],
    ['bus', 4],
    ['clock', 5],
    ['awful', 6],
  ];
  const seen = new Set<string>();
  test.each(days)('keeps every promise when it is %s', async (faults, seed) => {
    const { orders, ends, events } = await aGoodDay({ seed, hours: 1.2, customersPerHour: 40, faults });
    expect(orders).toBeGreaterThan(40);
    for (const type of Object.keys(events)) seen.add(type);
    // A day on which nothing is made would prove nothing.
    expect(ends['OrderProcessor.OrderFinished']).toBeGreaterThan(orders / 3);
  });

  test('sees every event there is, on one of these days', () => {
    const published = contextsOfTheBar({ publish: () => Promise.resolve() }).flatMap(({ publishes }) => publishes);
    expect(new Set(published.map(({ detailType }) => detailType)).difference(seen)).toEqual(new Set());
  });

  test('keeps every promise when one barista faces a crowd', async () => {
    const { ends } = await aGoodDay({ seed: 7, hours: 1, customersPerHour: 120, baristas: 1, shops: 1 });
    expect(ends['OrderProcessor.ShopUnavailable']).toBeGreaterThan(0);
  });

  test('is the same day for the same seed, byte by byte, and another for another', async () => {
    const [first, second, other] = [
      await aGoodDay({ seed: 8, hours: 0.3, faults: 'awful' }),
      await aGoodDay({ seed: 8, hours: 0.3, faults: 'awful' }),
      await aGoodDay({ seed: 9, hours: 0.3, faults: 'awful' }),
    ];
    expect(second).toEqual(first);
    expect(other.hash).not.toBe(first.hash);
  });

  test('ends with the command that shows it again', async () => {
    const report = await aGoodDay({ seed: 10, hours: 0.1, customersPerHour: 30, faults: 'rough' });
    expect(report.open).toContain('/explorer?view=sandboxes&item=seed%3D10%26hours%3D0.1');
    expect(tell(report)).toMatch(/npx espresso simulate --seed 10 --hours 0.1 --customers-per-hour 30 --faults rough$/);
  });
});

test('whatever goes wrong on a small day, every promise is kept', async () => {
  const share = (max: number) => fc.double({ min: 0, max, noNaN: true });
  const faults = fc.oneof(
    fc.constantFrom(...Object.values(mixes)),
    fc.record({
      powerCuts: share(0.1),
      diskErrors: share(0.05),
      repeats: share(1),
      throws: share(0.15),
      losses: share(0.2),
      delays: share(0.3),
      lostAnswers: share(0.3),
      stopsPerHour: share(20),
      clockJumpsPerHour: share(10),
    }),
  );
  const day = fc.record({
    seed: fc.nat(),
    hours: fc.constant(0.2),
    customersPerHour: fc.integer({ min: 5, max: 150 }),
    baristas: fc.integer({ min: 1, max: 4 }),
    shops: fc.integer({ min: 1, max: 3 }),
    faults,
  });
  await fc.assert(
    fc.asyncProperty(day, async (options) => {
      await aGoodDay(options);
    }),
    { numRuns: 8 },
  );
});
