import { unreachable } from '@espresso/kernel';

/** Whether orders are taken. Orders under way are made in any case. */
export type ShopState =
  | { readonly status: 'open' }
  /** Until somebody opens it. */
  | { readonly status: 'closed'; readonly reason: string }
  /** For a moment: staff are here, and say why nothing is taken. */
  | { readonly status: 'paused'; readonly reason: string };

export type ShopCommand =
  | { readonly type: 'open' }
  /** The reason may be empty. */
  | { readonly type: 'close'; readonly reason: string }
  | { readonly type: 'pause'; readonly reason: string };

export type ShopRefusal = 'shop-closed';

/** The state a command leads to (the same object where it changes nothing), or why it must not happen. */
export type ShopDecision =
  | { readonly accepted: true; readonly next: ShopState }
  | { readonly accepted: false; readonly reason: ShopRefusal; readonly detail: string };

/**
 * Opening an open shop, or closing a closed one, is harmless: somebody tapped twice. Only pausing a closed shop is
 * refused, because a paused shop looks to customers as if it would go on in a moment.
 */
export const decide = (shop: ShopState, command: ShopCommand): ShopDecision => {
  switch (command.type) {
    case 'open':
      return becomes(shop, { status: 'open' });
    case 'close':
      return becomes(shop, { status: 'closed', reason: command.reason });
    case 'pause':
      return shop.status === 'closed'
        ? { accepted: false, reason: 'shop-closed', detail: 'The shop is closed. Open it first, then pause it.' }
        : becomes(shop, { status: 'paused', reason: command.reason });
    default:
      return unreachable(command);
  }
};

const becomes = (shop: ShopState, next: ShopState): ShopDecision => ({
  accepted: true,
  next: shop.status === next.status && reasonOf(shop) === reasonOf(next) ? shop : next,
});

/** Why the shop takes no orders; empty where it does, or where nobody said why. */
export const reasonOf = (shop: ShopState): string => (shop.status === 'open' ? '' : shop.reason);
