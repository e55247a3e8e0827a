import type { QueueMessage } from '@coffee/publisher/contract';
import type { Maker, Ticket } from './ticket.ts';

/** What a bar has to make and to hand over, as the server last told it. */
export interface Queue {
  readonly tickets: ReadonlyMap<string, Ticket>;
  /** Names of baristas, by id: learned from tickets. */
  readonly names: ReadonlyMap<string, string>;
  /** How long a barista may take from one touch to the next, in milliseconds. */
  readonly patienceMs: number;
}

/** Three lists of tickets, as the API has them. */
export interface QueueLists {
  readonly queued: readonly Ticket[];
  readonly making: readonly Ticket[];
  readonly ready: readonly Ticket[];
}

/** What a barista is told aloud of somebody else's doing. */
export type News =
  | { readonly type: 'arrived'; readonly orderId: string }
  | { readonly type: 'called-off'; readonly orderNumber: number; readonly by: 'customer' | 'barista' }
  | { readonly type: 'timed-out'; readonly orderNumber: number };

/** The queue after a message, and what else follows from it. */
export interface Told {
  readonly queue: Queue;
  readonly news?: News;
  /** The message says less than the screen shows: fetch the queue anew. */
  readonly isStale?: true;
}

export const emptyQueue: Queue = { tickets: new Map(), names: new Map(), patienceMs: 15 * 60_000 };

/** The queue as it was fetched. */
export const fetched = (before: Queue, { queued, making, ready }: QueueLists): Queue => {
  const all = [...queued, ...making, ...ready];
  const makers = all.flatMap(({ maker }) => (maker === undefined ? [] : [[maker.baristaId, maker.name] as const]));
  return {
    ...before,
    tickets: new Map(all.map((ticket) => [ticket.orderId, ticket])),
    names: new Map([...before.names, ...makers]),
  };
};

/** A message of the queue channel. Told twice, or after it was fetched, it changes nothing more. */
export const told = (queue: Queue, message: QueueMessage): Told => {
  switch (message.type) {
    case 'order-waiting': {
      if (queue.tickets.has(message.orderId)) return { queue };
      const { orderId, orderNumber, drink, makeBy, walkUp, at } = message;
      const ticket: Ticket = {
        orderId,
        orderNumber,
        status: 'queued',
        drink,
        queuedMs: Date.parse(at),
        makeBy,
        walkUp,
      };
      return { queue: withTicket(queue, ticket), news: { type: 'arrived', orderId } };
    }
    case 'order-claimed': {
      const ticket = queue.tickets.get(message.orderId);
      if (ticket === undefined) return { queue, isStale: true };
      const name = queue.names.get(message.baristaId);
      const maker = { baristaId: message.baristaId, name: name ?? '' };
      const next = claimed(queue, ticket, maker, Date.parse(message.at));
      return { queue: withTicket(queue, next), ...(name === undefined && { isStale: true }) };
    }
    case 'order-released':
      return changed(queue, message.orderId, (ticket) => released(queue, ticket, Date.parse(message.at)));
    case 'order-completed':
      return changed(queue, message.orderId, (ticket) => completed(ticket, Date.parse(message.at)));
    case 'order-collected':
      return { queue: withoutTicket(queue, message.orderId) };
    case 'order-cancelled': {
      const ticket = queue.tickets.get(message.orderId);
      if (ticket === undefined) return { queue };
      const { by } = message;
      const news = { type: 'called-off', orderNumber: ticket.orderNumber, by } as const;
      return { queue: withoutTicket(queue, message.orderId), news };
    }
    case 'order-timed-out': {
      const ticket = queue.tickets.get(message.orderId);
      if (ticket === undefined) return { queue };
      const news = { type: 'timed-out', orderNumber: ticket.orderNumber } as const;
      return { queue: withoutTicket(queue, message.orderId), news };
    }
    case 'order-failed':
      return { queue: withoutTicket(queue, message.orderId) };
    case 'order-rushed':
      return changed(queue, message.orderId, (ticket) => rushed(ticket, Date.parse(message.at)));
    case 'order-back-in-line':
      return changed(queue, message.orderId, backInLine);
    case 'order-recalled':
      return queue.tickets.has(message.orderId) ? { queue } : { queue, isStale: true };
    case 'order-finished':
    case 'order-started':
    case 'stock-counted':
    case 'availability-changed':
    default:
      return { queue };
  }
};

export const withTicket = (queue: Queue, ticket: Ticket): Queue => ({
  ...queue,
  tickets: new Map(queue.tickets).set(ticket.orderId, ticket),
});

export const withoutTicket = (queue: Queue, orderId: string): Queue => {
  if (!queue.tickets.has(orderId)) return queue;
  const tickets = new Map(queue.tickets);
  tickets.delete(orderId);
  return { ...queue, tickets };
};

/** In somebody's hands: a touch winds the clock up again, as it does on the server. */
export const claimed = ({ patienceMs }: Queue, ticket: Ticket, maker: Maker, atMs: number): Ticket =>
  ticket.status === 'ready' ? ticket : { ...ticket, status: 'making', maker, makeBy: isoOf(atMs + patienceMs) };

export const released = ({ patienceMs }: Queue, ticket: Ticket, atMs: number): Ticket =>
  ticket.status === 'making'
    ? { ...ticket, status: 'queued', maker: undefined, makeBy: isoOf(atMs + patienceMs) }
    : ticket;

export const completed = (ticket: Ticket, atMs: number): Ticket =>
  ticket.status === 'ready'
    ? ticket
    : { ...ticket, status: 'ready', maker: undefined, makeBy: undefined, completedMs: atMs };

/** Before all others, as long as it waits. */
export const rushed = (ticket: Ticket, atMs: number): Ticket =>
  ticket.status === 'queued' && ticket.rushedMs === undefined ? { ...ticket, rushedMs: atMs } : ticket;

export const backInLine = (ticket: Ticket): Ticket => ({ ...ticket, rushedMs: undefined });

const isoOf = (atMs: number): string => new Date(atMs).toISOString();

const changed = (queue: Queue, orderId: string, change: (ticket: Ticket) => Ticket): Told => {
  const ticket = queue.tickets.get(orderId);
  return ticket === undefined ? { queue, isStale: true } : { queue: withTicket(queue, change(ticket)) };
};
