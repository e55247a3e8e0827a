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

/** In the reader's language, or else in that of the menu: then `lang` says which that is. */
const named = { id: text, name: text, lang: maybe(text) };
const labels = maybe(object({ allergens: maybe(list(text)), vegan: maybe(flag), caffeine: maybe(flag) }));

export const menu = object({
  revision: number,
  drinks: list(
    object({
      ...named,
      description: text,
      descriptionLang: maybe(text),
      labels,
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
      options: list(object({ ...named, soldOut: flag, labels })),
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
  drink: maybe(
    object({
      drinkId: text,
      name: text,
      icon: text,
      size: maybe(text),
      sizeId: maybe(text),
      modifiers: list(text),
      picked: maybe(list(object({ groupId: text, optionId: text }))),
    }),
  ),
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
export const wait = object({
  from: maybe(number),
  to: maybe(number),
  /** Seconds for each place in the queue, for whoever stands in it. */
  perPlace: maybe(object({ fromSeconds: number, toSeconds: number })),
  /** Of the latest orders that were told a time, how many came within it. */
  kept: maybe(object({ kept: number, of: number })),
});
export type Wait = Of<typeof wait>;

/** As the API replies. */
export const waitReply = object({
  wait: maybe(object({ from: number, to: number })),
  perPlace: maybe(object({ fromSeconds: number, toSeconds: number })),
  kept: object({ kept: number, of: number }),
});
export const waitOf = ({ wait: next, perPlace, kept }: Of<typeof waitReply>): Wait => ({
  ...next,
  kept,
  ...(perPlace !== undefined && { perPlace }),
});

/** How long somebody at this place waits, in whole minutes: 0 is next. */
export const waitAt = (
  ahead: number,
  { perPlace }: Wait,
): { readonly from: number; readonly to: number } | undefined => {
  if (perPlace === undefined) return undefined;
  const to = Math.max(1, Math.ceil((perPlace.toSeconds * (ahead + 1)) / 60));
  return { from: Math.min(to, Math.max(1, Math.floor((perPlace.fromSeconds * (ahead + 1)) / 60))), to };
};

const ends: ReadonlySet<OrderStatus> = new Set(['collected', 'refused', 'cancelled', 'timed-out', 'failed']);
export const hasEnded = ({ status }: Order): boolean => ends.has(status);
