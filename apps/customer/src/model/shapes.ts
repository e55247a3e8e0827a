import { flag, list, maybe, number, object, text, word, type Of } from '@espresso/ui/read';

/** What the page asks of the bar's replies; whatever else they say is passed over. */
export const shop = object({
  shopId: text,
  name: text,
  status: word('open', 'closed', 'paused', 'draining'),
  reason: text,
  opensAt: maybe(text),
  lastOrdersAt: maybe(text),
  notice: maybe(object({ text, untilMs: number })),
  pickupLocation: text,
  emailPolicy: word('trust', 'prove'),
});
export type Shop = Of<typeof shop>;

const named = { id: text, name: text };

export const menu = object({
  revision: number,
  drinks: list(
    object({
      ...named,
      description: text,
      icon: text,
      soldOut: flag,
      sizes: list(object(named)),
      groups: list(text),
    }),
  ),
  groups: list(
    object({
      ...named,
      min: number,
      max: number,
      defaults: list(text),
      options: list(object({ ...named, soldOut: flag })),
    }),
  ),
});
export type Menu = Of<typeof menu>;
export type Drink = Menu['drinks'][number];
export type Group = Menu['groups'][number];

export const order = object({
  orderId: text,
  shopId: text,
  status: word(
    'placed',
    'choosing',
    'submitted',
    'queued',
    'making',
    'ready',
    'cancelling',
    'collected',
    'refused',
    'cancelled',
    'timed-out',
    'failed',
  ),
  drink: maybe(object({ drinkId: text, name: text, icon: text, size: maybe(text), modifiers: list(text) })),
  orderNumber: maybe(number),
  chooseBy: maybe(text),
  unavailable: maybe(object({ drink: text, ingredient: text })),
  ahead: maybe(number),
  reason: maybe(text),
  by: maybe(word('customer', 'barista')),
  waitedFor: maybe(word('customer', 'barista')),
  /** Who makes it. */
  maker: maybe(text),
});
export type Order = Of<typeof order>;
export type OrderStatus = Order['status'];

/** How long most people wait, in whole minutes; absent where too few have waited to say. */
export const wait = object({ from: maybe(number), to: maybe(number) });
export type Wait = Of<typeof wait>;

const ends: ReadonlySet<OrderStatus> = new Set(['collected', 'refused', 'cancelled', 'timed-out', 'failed']);
export const hasEnded = ({ status }: Order): boolean => ends.has(status);
