import { backInLine, claimed, completed, released, rushed, withoutTicket, withTicket, type Queue } from './queue.ts';
import type { Maker, Ticket } from './ticket.ts';

/** What a barista wants done with an order. */
export type Command =
  | { readonly type: 'claim' | 'release' | 'complete' | 'collect' | 'rush' | 'unrush' | 'recall' }
  /** The reason is what the customer reads; it may be empty. */
  | { readonly type: 'cancel'; readonly reason: string };

/** A tap on its way to the server. Its key is the idempotency key: sent twice, it counts once. */
export interface Tap {
  readonly key: string;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly command: Command;
  readonly atMs: number;
  /** Held back until then, so that it can be undone: what the server can not take back is not told it at once. */
  readonly heldUntilMs: number;
  /** It may have reached the server already. */
  readonly wasSent: boolean;
}

/** In the order they were made. */
export type Taps = readonly Tap[];

/** How long the last word on an order can be undone, in milliseconds. */
export const HELD_MS = 4_000;

/** Whether the server can undo it: then it is told at once. */
const canBeTakenBack = ({ type }: Command): boolean => type !== 'complete' && type !== 'collect' && type !== 'cancel';

export type NewTap = Pick<Tap, 'key' | 'orderId' | 'orderNumber' | 'command' | 'atMs'>;

/**
 * One tap more. The same wish for the same order is one wish; giving back what was never claimed in the server's eyes
 * leaves nothing to send.
 */
export const tapped = (taps: Taps, tap: NewTap): Taps => {
  const mine = taps.filter(({ orderId }) => orderId === tap.orderId);
  const last = mine.at(-1);
  if (last?.command.type === tap.command.type) return taps;
  if (last !== undefined && !last.wasSent && last.command.type === 'claim' && tap.command.type === 'release')
    return without(taps, last.key);
  const heldUntilMs = tap.atMs + (canBeTakenBack(tap.command) ? 0 : HELD_MS);
  return [...taps, { ...tap, heldUntilMs, wasSent: false }];
};

/** The next tap to send: the oldest that is not held back, and before which nothing of the same order waits. */
export const nextToSend = (taps: Taps, nowMs: number): Tap | undefined =>
  taps.find((tap) => tap.heldUntilMs <= nowMs && taps.find(({ orderId }) => orderId === tap.orderId)?.key === tap.key);

/** When there is something to send next, in milliseconds since 1970; undefined where nothing waits. */
export const nextAtMs = (taps: Taps): number | undefined =>
  taps.length === 0 ? undefined : Math.min(...taps.map(({ heldUntilMs }) => heldUntilMs));

export const sending = (taps: Taps, key: string): Taps =>
  taps.map((tap) => (tap.key === key ? { ...tap, wasSent: true } : tap));

/** Nothing is held back any more: the page goes away. */
export const unheld = (taps: Taps): Taps => taps.map((tap) => ({ ...tap, heldUntilMs: tap.atMs }));

export const without = (taps: Taps, key: string): Taps => taps.filter((tap) => tap.key !== key);

/** After a refusal: what was to follow for the same order makes no sense any more. */
export const withoutOrder = (taps: Taps, order: string): Taps => taps.filter(({ orderId }) => orderId !== order);

/** Whether a tap can still be undone without the server: it is held back and was not sent. */
export const isHeld = (tap: Tap, nowMs: number): boolean => !tap.wasSent && nowMs < tap.heldUntilMs;

/** The queue as if the tap had been carried out. */
export const carriedOut = (queue: Queue, tap: Tap, me: Maker): Queue => {
  const ticket = queue.tickets.get(tap.orderId);
  if (ticket === undefined) return queue;
  switch (tap.command.type) {
    case 'claim':
      // Somebody else was faster: the screen does not pretend otherwise.
      return ticket.status === 'queued' ? withTicket(queue, claimed(queue, ticket, me, tap.atMs)) : queue;
    case 'release':
      return withTicket(queue, released(queue, ticket, tap.atMs));
    case 'complete':
      return withTicket(queue, completed(ticket, tap.atMs));
    case 'rush':
      return withTicket(queue, rushed(ticket, tap.atMs));
    case 'unrush':
      return withTicket(queue, backInLine(ticket));
    case 'recall':
      // The ticket comes back with what the server says of it.
      return queue;
    case 'collect':
    case 'cancel':
      return withoutTicket(queue, tap.orderId);
  }
};

/** A ticket on the screen. */
export interface Shown {
  readonly ticket: Ticket;
  /** A tap on it has not reached the server for longer than a moment. */
  readonly isWaiting: boolean;
}

const A_MOMENT_MS = 1_200;

/** What the screen shows: the queue with all taps as if they had been carried out. */
export const shown = (queue: Queue, taps: Taps, me: Maker, nowMs: number): readonly Shown[] => {
  let after = queue;
  for (const tap of taps) after = carriedOut(after, tap, me);
  const waiting = new Set(taps.filter((tap) => tap.heldUntilMs + A_MOMENT_MS < nowMs).map(({ orderId }) => orderId));
  return [...after.tickets.values()].map((ticket) => ({ ticket, isWaiting: waiting.has(ticket.orderId) }));
};
