import { expect, test } from 'vitest';
import { waitAt } from './shapes.ts';

test('whoever stands further back waits longer, and nobody less than a minute', () => {
  const wait = { perPlace: { fromSeconds: 40, toSeconds: 90 } };
  expect(waitAt(0, wait)).toEqual({ from: 1, to: 2 });
  expect(waitAt(5, wait)).toEqual({ from: 4, to: 9 });
  expect(waitAt(0, { perPlace: { fromSeconds: 2, toSeconds: 9 } })).toEqual({ from: 1, to: 1 });
  expect(waitAt(3, {})).toBeUndefined();
});
