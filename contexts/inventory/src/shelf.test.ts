import { ingredientId } from '@coffee/shop/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count, leftOf, putBack, take, type StockLine } from './shelf.ts';

const milk = ingredientId.parse('oat-milk');
const cups = ingredientId.parse('cup');
const constructor = ingredientId.parse('constructor');
const shelf: readonly StockLine[] = [
  { ingredientId: cups, left: 3, ample: 0 },
  { ingredientId: milk, left: 250, ample: 0 },
];

describe('putting aside', () => {
  test('takes all or nothing', () => {
    expect(take(shelf, { [cups]: 1, [milk]: 251 })).toEqual({ enough: false, ingredientId: milk });
  });

  test('takes the last drop', () => {
    expect(take(shelf, { [milk]: 250 })).toMatchObject({ enough: true, taken: [{ ingredientId: milk, amount: 250 }] });
  });

  test('takes nothing of what is not counted', () => {
    expect(take(shelf, { [ingredientId.parse('beans')]: 9_000 })).toEqual({ enough: true, stock: shelf, taken: [] });
  });

  test('is not confused by an ingredient named after something every object has', () => {
    const odd = [{ ingredientId: constructor, left: 1, ample: 0 }];
    expect(take(odd, {})).toEqual({ enough: true, stock: odd, taken: [] });
  });
});

test('counting sets what is left, and null forgets it', () => {
  expect(leftOf(count(shelf, milk, 6_000), milk)).toBe(6_000);
  expect(leftOf(count(shelf, milk, null), milk)).toBe(null);
  expect(leftOf(putBack(count(shelf, milk, null), [{ ingredientId: milk, amount: 5 }]), milk)).toBe(null);
});

test('whatever is put aside and put back in any order, nothing is ever below zero, and in the end all is there again', () => {
  const amount = fc.integer({ min: 1, max: 300_000 }).map((thousandths) => thousandths / 1_000);
  fc.assert(
    fc.property(fc.array(fc.record({ [cups]: fc.constant(1), [milk]: amount })), (orders) => {
      let stock = [...shelf];
      const held = [];
      for (const order of orders) {
        const taking = take(stock, order);
        if (!taking.enough) continue;
        stock = taking.stock;
        held.push(taking.taken);
        for (const { left } of stock) expect(left).toBeGreaterThanOrEqual(0);
      }
      for (const taken of held.reverse()) stock = putBack(stock, taken);
      expect(stock).toEqual(shelf);
    }),
  );
});
