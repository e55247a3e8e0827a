import { customerId, sessionId } from '@coffee/identity/contract';
import { shopId } from '@coffee/shop/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderId } from './contract/index.ts';
import { settle, takeDrink, type Wish } from './redemption.ts';
import type { Redemption } from './tables.ts';

const wish = (changes: Partial<Wish> = {}): Wish => ({
  left: 5,
  drinksPerCode: 10,
  ordersUnderWay: 0,
  ordersPerCustomer: 1,
  ...changes,
});

const aRedemption = (outcome: Redemption['outcome']): Redemption => ({
  orderId: orderId.parse('order-1'),
  shopId: shopId.parse('main'),
  customerId: customerId.parse('ana'),
  sessionId: sessionId.parse('session-1'),
  windowStartMs: 0,
  outcome,
});

describe('a drink of a valid code', () => {
  test('is to be had while some are left', () => {
    expect(takeDrink(wish())).toEqual({ taken: true, last: false });
  });

  test('is to be had of a code nobody used yet', () => {
    expect(takeDrink(wish({ left: undefined }))).toEqual({ taken: true, last: false });
    expect(takeDrink(wish({ left: undefined, drinksPerCode: 1 }))).toEqual({ taken: true, last: true });
  });

  test('is known to be the last one', () => {
    expect(takeDrink(wish({ left: 1 }))).toEqual({ taken: true, last: true });
  });

  test('is not to be had of a spent code', () => {
    expect(takeDrink(wish({ left: 0 }))).toEqual({ taken: false, reason: 'code-spent' });
  });

  test('is not for somebody with as many orders under way as one may have', () => {
    expect(takeDrink(wish({ ordersUnderWay: 1 }))).toEqual({ taken: false, reason: 'limit-reached' });
    expect(takeDrink(wish({ ordersUnderWay: 1, left: 0 }))).toEqual({ taken: false, reason: 'limit-reached' });
    expect(takeDrink(wish({ ordersUnderWay: 1, ordersPerCustomer: 2 }))).toEqual({ taken: true, last: false });
  });

  test('is taken exactly as often as the code has drinks, and once as the last (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 100 }), (drinksPerCode, scans) => {
        let left: number | undefined;
        let taken = 0;
        let lasts = 0;
        for (let scan = 0; scan < scans; scan++) {
          const taking = takeDrink(wish({ left, drinksPerCode }));
          if (!taking.taken) continue;
          left = (left ?? drinksPerCode) - 1;
          taken++;
          if (taking.last) lasts++;
        }
        expect(taken).toBe(Math.min(scans, drinksPerCode));
        expect(lasts).toBe(scans >= drinksPerCode ? 1 : 0);
      }),
    );
  });
});

describe('the end of an order', () => {
  test('keeps the drink when there was one, and returns it when there was none', () => {
    expect(settle(aRedemption('open'), 'drink')).toBe('kept');
    expect(settle(aRedemption('open'), 'nothing')).toBe('returned');
  });

  test.each(['kept', 'returned'] as const)('changes nothing about a redemption that is %s', (outcome) => {
    expect(settle(aRedemption(outcome), 'drink')).toBeUndefined();
    expect(settle(aRedemption(outcome), 'nothing')).toBeUndefined();
  });
});
