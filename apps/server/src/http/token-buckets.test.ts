import { fakeClock } from '@espresso/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenBuckets } from './token-buckets.ts';

test('a full bucket lets a burst through, then as many as it fills, and says when the next may come', () => {
  const clock = fakeClock();
  const buckets = new TokenBuckets({ perSecond: 2, burst: 3 }, clock);
  expect([1, 2, 3].map(() => buckets.take('ana').taken)).toEqual([true, true, true]);
  expect(buckets.take('ana')).toEqual({ taken: false, retryAfterSeconds: 1 });
  expect(buckets.take('ben').taken).toBe(true);
  clock.advance(500);
  expect(buckets.take('ana').taken).toBe(true);
  expect(buckets.take('ana').taken).toBe(false);
});

test('whatever the pace, nobody gets more than a burst and what time fills', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 400 }), { maxLength: 300 }), (pauses) => {
      const clock = fakeClock();
      const buckets = new TokenBuckets({ perSecond: 5, burst: 10 }, clock);
      let taken = 0;
      let forwardMs = 0;
      for (const pause of pauses) {
        clock.advance(pause);
        forwardMs += Math.max(0, pause);
        if (buckets.take('ana').taken) taken++;
      }
      expect(taken).toBeLessThanOrEqual(10 + (forwardMs / 1_000) * 5 + 1e-6);
    }),
  );
});
