import type { JsonObject } from '@espresso/kernel';

interface Happened {
  /** When, ISO 8601 in UTC. */
  readonly at: string;
}

/** A fact about a numbered order, as everybody in the room may know it. */
export interface NumberedOnBoard extends Happened {
  readonly type:
    | 'order-waiting'
    | 'order-claimed'
    | 'order-released'
    | 'order-completed'
    | 'order-collected'
    | 'order-finished'
    | 'order-recalled'
    | 'order-reminded';
  readonly orderNumber: number;
}

/** What a shop's board channel tells. */
export type BoardMessage =
  | NumberedOnBoard
  /** Something left the board without its number being told: fetch it again. */
  | (Happened & { readonly type: 'board-changed' })
  | (Happened & { readonly type: 'shop-opened' })
  | (Happened & { readonly type: 'shop-closed'; readonly reason?: string })
  | (Happened & { readonly type: 'shop-paused'; readonly reason: string })
  | (Happened & { readonly type: 'shop-last-call'; readonly lastOrdersAt: string })
  | (Happened & { readonly type: 'shop-draining' })
  /** What everybody is told has changed: fetch the shop again. */
  | (Happened & { readonly type: 'shop-notice' })
  | (Happened & { readonly type: 'settings-changed' })
  | (Happened & { readonly type: 'menu-published' })
  | (Happened & { readonly type: 'availability-changed'; readonly drinksOut: readonly string[] })
  /** One drink of the code on show is taken. */
  | (Happened & { readonly type: 'drink-taken' })
  | (Happened & { readonly type: 'drink-returned'; readonly windowStartMs: number })
  | (Happened & { readonly type: 'code-spent'; readonly windowStartMs: number });

/** What a barista reads of a drink. */
export interface DrinkToMake {
  readonly name: string;
  readonly icon: string;
  readonly size?: string;
  readonly modifiers: readonly string[];
}

/** What a shop's queue channel tells its baristas. */
export type QueueMessage =
  | (Happened & {
      readonly type: 'order-waiting';
      readonly orderId: string;
      readonly orderNumber: number;
      readonly drink: DrinkToMake;
      readonly makeBy: string;
      /** Ordered at the counter, without a phone. */
      readonly walkUp?: true;
    })
  | (Happened & {
      readonly type: 'order-claimed' | 'order-released' | 'order-completed';
      readonly orderId: string;
      readonly orderNumber: number;
      readonly baristaId: string;
    })
  | (Happened & {
      readonly type: 'order-collected' | 'order-finished' | 'order-recalled' | 'order-rushed' | 'order-back-in-line';
      readonly orderId: string;
      readonly orderNumber: number;
    })
  | (Happened & { readonly type: 'order-started' | 'order-failed'; readonly orderId: string })
  | (Happened & {
      readonly type: 'order-cancelled';
      readonly orderId: string;
      readonly by: 'customer' | 'barista';
      readonly reason: string;
    })
  | (Happened & {
      readonly type: 'order-timed-out';
      readonly orderId: string;
      readonly waitedFor: 'customer' | 'barista';
    })
  | (Happened & {
      readonly type: 'stock-counted';
      readonly ingredientId: string;
      readonly left: number | null;
    })
  | (Happened & {
      readonly type: 'availability-changed';
      readonly ingredientsOut: readonly string[];
      readonly drinksOut: readonly string[];
    });

/** What an order's channel tells its customer. */
export type OrderMessage =
  | (Happened & { readonly type: 'order-accepted' })
  | (Happened & { readonly type: 'shop-unavailable'; readonly reason: string; readonly detail: string })
  | (Happened & { readonly type: 'order-started'; readonly chooseBy: string })
  | (Happened & { readonly type: 'drink-chosen'; readonly drink: string })
  | (Happened & { readonly type: 'drink-refused'; readonly reason: string })
  | (Happened & { readonly type: 'drink-unavailable'; readonly ingredient: string; readonly chooseBy: string })
  | (Happened & { readonly type: 'order-waiting'; readonly orderNumber: number; readonly makeBy: string })
  | NumberedOnBoard
  | (Happened & { readonly type: 'cancellation-requested'; readonly by: 'customer' | 'barista' })
  | (Happened & { readonly type: 'order-cancelled'; readonly by: 'customer' | 'barista'; readonly reason: string })
  | (Happened & { readonly type: 'order-timed-out'; readonly waitedFor: 'customer' | 'barista' })
  | (Happened & { readonly type: 'order-failed' });

/** An event as the Explorer shows it: nothing secret, nothing personal. */
export interface EventMessage extends Happened {
  readonly type: 'event';
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  /** What happened, in a sentence a newcomer understands. */
  readonly sentence: string;
  /** The conversation it belongs to, and the event that caused it. */
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly version?: number;
  /** The replay that sent it again, if one did. */
  readonly replayName?: string;
  readonly detail: JsonObject;
}

/** A message on a channel. */
export interface Update {
  readonly channel: string;
  readonly message: BoardMessage | QueueMessage | OrderMessage | EventMessage;
}
