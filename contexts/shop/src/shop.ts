/** Whether orders are taken. Orders under way are made in any case. */
export type ShopState =
  | { readonly status: 'open' }
  /** Until somebody opens it. */
  | { readonly status: 'closed'; readonly reason: string }
  /** For a moment: staff are here, and say why nothing is taken. */
  | { readonly status: 'paused'; readonly reason: string };

/** The state a command leads to (the same object where it changes nothing), or why it must not happen. */
export type ShopDecision<Reason extends string = never> =
  | { readonly accepted: true; readonly next: ShopState }
  | { readonly accepted: false; readonly reason: Reason; readonly detail: string };

/**
 * Opening an open shop, or closing a closed one, is harmless: somebody tapped twice. Only pausing a closed shop is
 * refused, because a paused shop looks to customers as if it would go on in a moment.
 */
export const decide = {
  open: (shop: ShopState): ShopDecision => becomes(shop, { status: 'open' }),
  /** The reason may be empty. */
  close: (shop: ShopState, reason: string): ShopDecision => becomes(shop, { status: 'closed', reason }),
  pause: (shop: ShopState, reason: string): ShopDecision<'shop-closed'> =>
    shop.status === 'closed'
      ? { accepted: false, reason: 'shop-closed', detail: 'The shop is closed. Open it first, then pause it.' }
      : becomes(shop, { status: 'paused', reason }),
};

const becomes = (shop: ShopState, next: ShopState) => ({
  accepted: true as const,
  next: shop.status === next.status && reasonOf(shop) === reasonOf(next) ? shop : next,
});

/** Why the shop takes no orders; empty where it does, or where nobody said why. */
export const reasonOf = (shop: ShopState): string => (shop.status === 'open' ? '' : shop.reason);
