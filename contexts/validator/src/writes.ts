import type { ShopId } from '@coffee/shop/contract';
import type { Write } from '@espresso/contract';
import { endOf, type Window } from './code.ts';
import { codes, customers, redemptions, type Redemption } from './tables.ts';

const SECONDS_PER_DAY = 86_400;
/** A code is kept this long after its window, so that an order that comes to nothing can still give its drink back. */
const CODE_KEPT_SECONDS = SECONDS_PER_DAY;
/** A settled redemption is kept this long, so that an event arriving again finds it settled. */
const SETTLED_KEPT_SECONDS = 7 * SECONDS_PER_DAY;

const seconds = (ms: number): number => Math.ceil(ms / 1000);

/**
 * Takes a drink of a code. Any number of scans may do so at once: what is written is "one less", and only the last drink
 * is exact, so that exactly one of them is told that it was the last. Where the condition fails, another was quicker, and
 * the whole scan is decided again.
 */
export const takeOf = (
  shopId: ShopId,
  window: Window,
  { drinksPerCode, untouched, last }: { drinksPerCode: number; untouched: boolean; last: boolean },
): Write<never> =>
  codes.update(
    { shopId, windowStartMs: window.startMs },
    'SET #left = if_not_exists(#left, :drinks) - :one, drinks = if_not_exists(drinks, :drinks), expiresAt = if_not_exists(expiresAt, :expiresAt)',
    {
      names: { '#left': 'left' },
      values: { ':drinks': drinksPerCode, ':one': 1, ':expiresAt': seconds(endOf(window)) + CODE_KEPT_SECONDS },
      condition: last
        ? {
            if: untouched ? 'attribute_not_exists(#left)' : '#left = :one',
            names: { '#left': 'left' },
            ...values(untouched),
          }
        : { if: 'attribute_not_exists(#left) OR #left > :one', names: { '#left': 'left' }, values: { ':one': 1 } },
    },
  );

const values = (untouched: boolean) => (untouched ? {} : { values: { ':one': 1 } });

/** Puts an order into its customer's set of orders under way, which never grows beyond the limit. */
export const beginFor = (redemption: Redemption, ordersPerCustomer: number): Write<never> =>
  customers.update(customerKey(redemption), 'ADD underWay :order', {
    values: { ':order': new Set([redemption.orderId]) },
    condition: {
      if: 'attribute_not_exists(underWay) OR size(underWay) < :limit',
      values: { ':limit': ordersPerCustomer },
    },
  });

/** Takes an order out of its customer's set. */
export const endFor = (redemption: Redemption): Write<never> =>
  customers.update(customerKey(redemption), 'DELETE underWay :order', {
    values: { ':order': new Set([redemption.orderId]) },
  });

/** Gives a drink back to a code that is still there; never more than it had. */
export const giveBack = ({ shopId, windowStartMs }: Redemption): Write<never> =>
  codes.update({ shopId, windowStartMs }, 'ADD #left :one', {
    names: { '#left': 'left' },
    values: { ':one': 1 },
    condition: { if: '#left < drinks', names: { '#left': 'left' } },
  });

/** Settles a redemption, once. */
export const settleAs = (redemption: Redemption, outcome: 'kept' | 'returned', nowMs: number): Write<never> =>
  redemptions.put(
    { ...redemption, outcome, expiresAt: seconds(nowMs) + SETTLED_KEPT_SECONDS },
    { if: 'outcome = :open', values: { ':open': 'open' } },
  );

const customerKey = ({ customerId, shopId }: Redemption) => ({ customerId, shopId });
