/**
 * Whether orders are taken. Orders under way are made in any case.
 *
 *     open → (last call) → draining → closed        open ⇄ paused        closed → open
 *
 * A state that ends by itself names its `turn`: whoever waits for that moment finds out whether it is still meant.
 */
export type ShopState =
  /** With a last call, until `lastOrdersAt`. */
  | { readonly status: 'open'; readonly lastOrdersAt?: string | undefined; readonly turn?: string | undefined }
  /** No new orders any more: what is in the queue is made, then the shop closes by itself. */
  | { readonly status: 'draining'; readonly turn: string }
  /** Until somebody opens it, or until `opensAt`. */
  | Away<'closed'>
  /** For a moment: staff are here, and say why nothing is taken. */
  | Away<'paused'>;

interface Away<Status extends string> {
  readonly status: Status;
  readonly reason: string;
  /** When it goes on by itself: an instant, ISO 8601 in UTC. */
  readonly opensAt?: string | undefined;
  readonly turn?: string | undefined;
}

/** A moment at which a state ends by itself, and the name of that turn. */
export interface Moment {
  readonly at: string;
  readonly turn: string;
}

/** The state a command leads to (the same object where it changes nothing), or why it must not happen. */
export type ShopDecision<Reason extends string = never> =
  | { readonly accepted: true; readonly next: ShopState }
  | { readonly accepted: false; readonly reason: Reason; readonly detail: string };

/**
 * Opening an open shop, or closing a closed one, is harmless: somebody tapped twice. Pausing a closed shop is refused,
 * because a paused shop looks to customers as if it would go on in a moment; a last call needs somebody who can still order.
 */
export const decide = {
  /** Takes a last call back, too. */
  open: (shop: ShopState): ShopDecision => becomes(shop, { status: 'open' }),
  /** The reason may be empty. */
  close: (shop: ShopState, reason: string, opens?: Moment): ShopDecision =>
    becomes(shop, { status: 'closed', reason, ...whenOpens(opens) }),
  pause: (shop: ShopState, reason: string, opens?: Moment): ShopDecision<'shop-closed'> =>
    shop.status === 'closed'
      ? { accepted: false, reason: 'shop-closed', detail: 'The shop is closed. Open it first, then pause it.' }
      : becomes(shop, { status: 'paused', reason, ...whenOpens(opens) }),
  /** A call whose moment is now is the end of it: nothing new, and the queue is finished. */
  lastCall: (shop: ShopState, last: Moment, isNow: boolean): ShopDecision<'shop-closed'> => {
    if (shop.status === 'closed')
      return { accepted: false, reason: 'shop-closed', detail: 'The shop is closed: nobody can order any more.' };
    if (shop.status === 'draining') return { accepted: true, next: shop };
    return isNow
      ? { accepted: true, next: { status: 'draining', turn: last.turn } }
      : { accepted: true, next: { status: 'open', lastOrdersAt: last.at, turn: last.turn } };
  },
};

/**
 * What the clock makes of a state when its moment has come, while so many orders are under way: the same object where it
 * is not its turn any more, or not yet.
 */
export const turned = (shop: ShopState, turn: string, ordersUnderWay: number): ShopState => {
  if (shop.turn !== turn) return shop;
  if (shop.status === 'paused' || shop.status === 'closed') return { status: 'open' };
  if (shop.status === 'open') return { status: 'draining', turn };
  return ordersUnderWay > 0 ? shop : { status: 'closed', reason: '' };
};

const whenOpens = (opens: Moment | undefined) => (opens === undefined ? {} : { opensAt: opens.at, turn: opens.turn });

const becomes = (shop: ShopState, next: ShopState) => ({
  accepted: true as const,
  next: isSame(shop, next) ? shop : next,
});

/** A state that ends by itself is never the same: said again, it begins anew. */
const isSame = (shop: ShopState, next: ShopState): boolean =>
  shop.status === next.status &&
  reasonOf(shop) === reasonOf(next) &&
  shop.turn === undefined &&
  next.turn === undefined;

/** Why the shop takes no orders; empty where it does, or where nobody said why. */
export const reasonOf = (shop: ShopState): string => ('reason' in shop ? shop.reason : '');
