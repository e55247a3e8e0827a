import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '@espresso/kernel';
import { defaultRetryPolicy, nextAttempt } from './retry.ts';

const policy = { ...defaultRetryPolicy, attemptsMax: 3, ageMsMax: 60_000 };
const almostOne = { next: () => 1 - Number.EPSILON };

test('the longest wait doubles with each try and stops growing at its bound', () => {
  const waits = [1, 2, 3, 9, 10, 185].map((attempts) => {
    const next = nextAttempt(defaultRetryPolicy, { attempts, firstAttemptMs: 0 }, 0, almostOne);
    return next.kind === 'retry' ? next.atMs : next.why;
  });
  expect(waits).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
});

test('a delivery is repeated as often as the policy says, then given up', () => {
  expect(nextAttempt(policy, { attempts: 3, firstAttemptMs: 0 }, 10, almostOne).kind).toBe('retry');
  expect(nextAttempt(policy, { attempts: 4, firstAttemptMs: 0 }, 10, almostOne)).toEqual({
    kind: 'give-up',
    why: 'attempts',
  });
  const never = { ...policy, attemptsMax: 0 };
  expect(nextAttempt(never, { attempts: 1, firstAttemptMs: 0 }, 0, almostOne)).toEqual({
    kind: 'give-up',
    why: 'attempts',
  });
});

test('an event too old is given up, and its last try is not later than its time', () => {
  expect(nextAttempt(policy, { attempts: 3, firstAttemptMs: 0 }, 59_000, almostOne)).toEqual({
    kind: 'retry',
    atMs: 60_000,
  });
  expect(nextAttempt(policy, { attempts: 3, firstAttemptMs: 0 }, 60_000, almostOne)).toEqual({
    kind: 'give-up',
    why: 'age',
  });
});

test('waits are spread over all of their span, and no try is in the past or past its time', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 185 }),
      fc.nat({ max: 86_400_000 - 1 }),
      (seed, attempts, nowMs) => {
        const next = nextAttempt(defaultRetryPolicy, { attempts, firstAttemptMs: 0 }, nowMs, seededRandom(seed));
        if (next.kind !== 'retry') throw new Error(next.why);
        expect(next.atMs).toBeGreaterThanOrEqual(nowMs);
        expect(next.atMs).toBeLessThanOrEqual(Math.min(nowMs + 300_000, 86_400_000));
      },
    ),
  );
  const random = seededRandom(7);
  const early = Array.from({ length: 1_000 }, () =>
    nextAttempt(policy, { attempts: 1, firstAttemptMs: 0 }, 0, random),
  ).filter((next) => next.kind === 'retry' && next.atMs < 500).length;
  expect(early).toBeGreaterThan(400);
  expect(early).toBeLessThan(600);
});
