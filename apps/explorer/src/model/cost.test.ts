import { expect, test } from 'vitest';
import { costOf, listPrices } from './cost.ts';

const usage = { events: 7, transitions: 28, invocations: 17, requests: 4, reads: 8, writes: 42, updates: 13 };

test('an order costs its counts times the prices, the dearest line first', () => {
  const { lines, usd } = costOf(usage, listPrices);
  expect(lines[0]).toEqual({ what: 'transitions', count: 28, usd: 0.0007 });
  expect(lines.map(({ usd: line }) => line)).toEqual(lines.map(({ usd: line }) => line).toSorted((a, b) => b - a));
  expect(usd).toBeCloseTo(0.000_758, 6);
});

test('a price of nothing takes its line away from the sum', () => {
  expect(costOf(usage, { ...listPrices, transitions: 0 }).usd).toBeCloseTo(costOf(usage, listPrices).usd - 0.0007, 9);
});
