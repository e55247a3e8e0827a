import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWait, emptyHistogram, merge, percentile, type Histogram } from './histogram.ts';

const of = (waitsSeconds: readonly number[]): Histogram =>
  waitsSeconds.reduce((histogram, seconds) => addWait(histogram, seconds * 1_000), emptyHistogram);
const waits = fc.array(fc.integer({ min: 5, max: 6_000 }), { minLength: 1 });

describe('waits in buckets', () => {
  test('where nobody waited, there is nothing to say', () => expect(percentile(emptyHistogram, 0.5)).toBe(null));

  test('the shortest waits count as 5 s, the longest as what the last bucket reaches', () => {
    expect(percentile(of([0]), 0.5)).toBe(5);
    expect(percentile(of([-3]), 0.5)).toBe(5);
    expect(percentile(of([1_000_000]), 0.5)).toBeGreaterThan(6_000);
  });

  test('a percentile is what somebody really waited, or up to a fifth more', () => {
    fc.assert(
      fc.property(waits, fc.constantFrom(0.5, 0.9), (seconds, part) => {
        const sorted = seconds.toSorted((one, other) => one - other);
        const exact = sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
        const told = percentile(of(seconds), part) ?? 0;
        expect(told).toBeGreaterThanOrEqual(exact - 0.1);
        expect(told).toBeLessThanOrEqual(exact * 1.2 + 0.1);
      }),
    );
  });

  test('two histograms add up to the histogram of both', () => {
    fc.assert(
      fc.property(waits, waits, (one, other) => {
        expect(merge(of(one), of(other))).toEqual(of([...one, ...other]));
      }),
    );
  });
});
