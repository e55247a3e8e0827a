import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockOf, fitted, isStale, renewInMs, sceneOf, shiftAt } from './scene.ts';

const open = { shopId: 'main', name: 'Main', status: 'open', reason: '', pickupLocation: 'the counter' } as const;
const code = { code: 'ABC', windowStartMs: 0, validUntilMs: 300_000, drinksLeft: 4 };

describe('what stands where the code stands', () => {
  test('the code, with the time it has left', () => {
    expect(sceneOf(open, code, 75_000)).toEqual({ type: 'code', code, secondsLeft: 225, share: 0.75 });
  });
  test('nothing to scan when its drinks are taken, but when the next one comes', () => {
    expect(sceneOf(open, { ...code, drinksLeft: 0 }, 240_000)).toEqual({ type: 'spent', secondsLeft: 60 });
  });
  test('why no orders are taken', () => {
    expect(sceneOf({ ...open, status: 'paused', reason: 'milk' }, code, 0)).toEqual({ type: 'paused', reason: 'milk' });
  });
  test('never a code that is over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 299_001, max: 10_000_000 }), (nowMs) => {
        expect(sceneOf(open, code, nowMs).type).toBe('renewing');
      }),
    );
  });
  test('the next code is asked for right after the end of this one, and never in a hurry', () => {
    expect(renewInMs(code, 290_000)).toBe(10_150);
    expect(renewInMs(code, 400_000)).toBe(500);
  });
});

test('the picture moves every minute and comes back', () => {
  const places = Array.from({ length: 9 }, (_, minute) => shiftAt(minute * 60_000).join(' '));
  expect(new Set(places).size).toBe(9);
  expect(shiftAt(9 * 60_000)).toEqual(shiftAt(0));
});

test('silence makes what is shown old, sooner where the line is cut', () => {
  expect(isStale(0, 60_000, true)).toBe(false);
  expect(isStale(0, 91_000, true)).toBe(true);
  expect(isStale(0, 9_000, false)).toBe(false);
  expect(isStale(0, 11_000, false)).toBe(true);
});

test('more numbers than fit are counted', () => {
  expect(fitted([1, 2, 3, 4, 5], 4)).toEqual({ shown: [1, 2, 3], more: 2, size: 'some' });
  expect(fitted([1, 2, 3, 4], 4)).toEqual({ shown: [1, 2, 3, 4], more: 0, size: 'few' });
});

test('a clock reads as clocks do', () => {
  expect([clockOf(0), clockOf(65), clockOf(600), clockOf(-3)]).toEqual(['0:00', '1:05', '10:00', '0:00']);
});
