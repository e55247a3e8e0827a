import { isJsonObject, type Json } from '@espresso/kernel';
import type { QueueMessage } from '@coffee/publisher/contract';
import { flag, list, maybe, number, object, text, word, type Of, type Read } from '@espresso/ui/read';

/** What this page asks of the API's replies. */

const drink = object({ name: text, icon: text, size: maybe(text), modifiers: list(text) });

const ticket = object({
  orderId: text,
  orderNumber: number,
  status: word('queued', 'making', 'ready'),
  drink,
  queuedMs: number,
  makeBy: maybe(text),
  completedMs: maybe(number),
  rushedMs: maybe(number),
  walkUp: maybe(flag),
  maker: maybe(object({ baristaId: text, name: text })),
});

export const queueReply = object({ nowMs: number, queued: list(ticket), making: list(ticket), ready: list(ticket) });

export const session = object({
  kind: word('anonymous', 'customer', 'staff'),
  staffId: maybe(text),
  name: maybe(text),
  role: maybe(word('owner', 'barista', 'display', 'viewer')),
  shopId: maybe(text),
});
export type Session = Of<typeof session>;

export const joined = object({ staffId: text, name: text, role: text, shopId: maybe(text) });

export const pairing = object({ code: text, token: text, expiresAt: text });
export const pairingAnswer = object({ status: word('waiting', 'paired') });

export const shop = object({
  shopId: text,
  name: text,
  status: word('open', 'closed', 'paused', 'draining'),
  reason: text,
  opensAt: maybe(text),
  lastOrdersAt: maybe(text),
  notice: maybe(object({ text, untilMs: number })),
});
export type Shop = Of<typeof shop>;
export const shops = object({ shops: list(shop) });

export const menu = object({
  drinks: list(
    object({
      id: text,
      name: text,
      icon: text,
      soldOut: flag,
      sizes: list(object({ id: text, name: text })),
      groups: list(text),
    }),
  ),
  groups: list(
    object({
      id: text,
      name: text,
      max: number,
      defaults: list(text),
      options: list(object({ id: text, name: text, soldOut: flag })),
    }),
  ),
});
export type Menu = Of<typeof menu>;

const stockLine = object({
  ingredientId: text,
  name: text,
  unit: word('g', 'ml', 'piece'),
  left: maybe(number),
  out: flag,
});
export const stock = object({ stock: list(stockLine) });
export type StockLine = Of<typeof stockLine>;

export const settings = object({ baristaTimeoutSeconds: number });

/** A reply nobody looks into. */
export const anything: Read<null> = () => null;

const ofOrder = { at: text, orderId: text };
const numbered = { ...ofOrder, orderNumber: number };
const byBarista = object({ ...numbered, baristaId: text });
const aboutOrder = object(ofOrder);
const aboutNumber = object(numbered);
const waiting = object({ ...numbered, drink, makeBy: text, walkUp: maybe(flag) });
const person = word('customer', 'barista');
const cancelled = object({ ...ofOrder, by: person, reason: text });
const timedOut = object({ ...ofOrder, waitedFor: person });

/** The word that says what a message is about. */
export const typeOf = (message: Json): string | undefined => {
  const type = isJsonObject(message) ? message['type'] : undefined;
  return typeof type === 'string' ? type : undefined;
};

/**
 * A message of the queue channel; undefined for one that changes no ticket, or that only a newer page knows.
 * @throws NotUnderstood
 */
export const queueMessage = (json: Json): QueueMessage | undefined => {
  const type = typeOf(json);
  switch (type) {
    case 'order-waiting': {
      const { drink: asked, walkUp, ...order } = waiting(json);
      const { size, ...rest } = asked;
      return {
        type,
        ...order,
        drink: { ...rest, ...(size !== undefined && { size }) },
        ...(walkUp === true && { walkUp }),
      };
    }
    case 'order-claimed':
    case 'order-released':
    case 'order-completed':
      return { type, ...byBarista(json) };
    case 'order-collected':
    case 'order-finished':
    case 'order-recalled':
    case 'order-rushed':
    case 'order-back-in-line':
      return { type, ...aboutNumber(json) };
    case 'order-failed':
      return { type, ...aboutOrder(json) };
    case 'order-cancelled':
      return { type, ...cancelled(json) };
    case 'order-timed-out':
      return { type, ...timedOut(json) };
    case undefined:
    default:
      return undefined;
  }
};

/** What was collected last. */
export const recent = object({
  recent: list(object({ orderId: text, orderNumber: number, drink, collectedMs: number })),
});
export type Recent = Of<typeof recent>['recent'][number];

/** How an order stands that was taken at the counter. */
export const order = object({ status: text, reason: maybe(text) });
export const taken = object({ orderId: text });
export const reminded = object({ reminded: number });
