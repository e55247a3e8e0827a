import { flag, list, maybe, number, object, text, word, type Of } from '@espresso/ui/read';

/** What the screen asks of the bar's replies. */
export const session = object({
  kind: word('anonymous', 'customer', 'staff'),
  role: maybe(word('owner', 'barista', 'display', 'viewer')),
  shopId: maybe(text),
});
export type Session = Of<typeof session>;

export const shop = object({
  shopId: text,
  name: text,
  status: word('open', 'closed', 'paused', 'draining'),
  reason: text,
  opensAt: maybe(text),
  lastOrdersAt: maybe(text),
  notice: maybe(object({ text, untilMs: number })),
  pickupLocation: text,
});
export type Shop = Of<typeof shop>;

export const shops = object({ shops: list(object({ shopId: text, name: text })) });

/** What of the menu the screen tells: which drinks there are, and which are out. */
export const menu = object({ drinks: list(object({ name: text, soldOut: flag })) });
export type Menu = Of<typeof menu>;

export const board = object({ preparing: list(number), ready: list(number) });
export type Board = Of<typeof board>;

export const code = object({ code: text, windowStartMs: number, validUntilMs: number, drinksLeft: number });
export type Code = Of<typeof code>;

export const door = object({ wait: maybe(object({ from: number, to: number })), orderUrl: maybe(text) });
export type Door = Of<typeof door>;

export const pairing = object({ code: text, token: text, expiresAt: text });
export type Pairing = Of<typeof pairing>;
export const paired = object({ status: word('waiting', 'paired') });
