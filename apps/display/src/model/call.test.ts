import { expect, test } from 'vitest';
import { isQuiet, quietHoursIn, toCall } from './call.ts';

test('what becomes ready is called once, and a screen that starts calls nothing', () => {
  expect(toCall(undefined, [4, 5])).toEqual([]);
  expect(toCall([4], [4, 5])).toEqual([5]);
  expect(toCall([4, 5], [5])).toEqual([]);
});

test('quiet hours go over midnight', () => {
  const night = quietHoursIn('22-7');
  expect([21, 22, 3, 6, 7].map((hour) => isQuiet(night, hour))).toEqual([false, true, true, true, false]);
  expect([11, 12, 13, 14].map((hour) => isQuiet(quietHoursIn('12-14'), hour))).toEqual([false, true, true, false]);
});

test('nonsense is no quiet', () => {
  for (const text of [null, '', 'night', '7-7', '25-3']) expect(quietHoursIn(text)).toBeUndefined();
});
