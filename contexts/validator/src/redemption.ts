import type { ScanRefusal } from './contract/index.ts';
import type { Redemption } from './tables.ts';

/** What is known when somebody wants a drink of a valid code. */
export interface Wish {
  /** Drinks left in the code; nothing when none was taken yet. */
  readonly left: number | undefined;
  /** Drinks a code is good for, as the shop has it now. */
  readonly drinksPerCode: number;
  readonly ordersUnderWay: number;
  readonly ordersPerCustomer: number;
}

/** Taken, and whether it was the last; or why not. */
export type Taking =
  | { readonly taken: true; readonly last: boolean }
  | { readonly taken: false; readonly reason: Extract<ScanRefusal, 'code-spent' | 'limit-reached'> };

/** Whether a drink of a valid code is to be had. An order under way is the better news than an empty code, so it comes first. */
export const takeDrink = (wish: Wish): Taking => {
  if (wish.ordersUnderWay >= wish.ordersPerCustomer) return { taken: false, reason: 'limit-reached' };
  const left = wish.left ?? wish.drinksPerCode;
  return left === 0 ? { taken: false, reason: 'code-spent' } : { taken: true, last: left === 1 };
};

/** How an order can end, as far as its code is concerned: with a drink, or with nothing. */
export type Ending = 'drink' | 'nothing';

/**
 * What an order's end makes of its redemption; `undefined` when it is settled already.
 * The first ending counts, so a second one, or the same one twice, gives nothing back.
 */
export const settle = (redemption: Redemption, ending: Ending): 'kept' | 'returned' | undefined => {
  if (redemption.outcome !== 'open') return undefined;
  return ending === 'drink' ? 'kept' : 'returned';
};
