import { flag, list, maybe, number, object, text, word, type Of } from '@espresso/ui/read';
import { menu, order, shop, wait } from './shapes.ts';
import { wish } from './wish.ts';

/** Everything the page knows when it is written: the server sends it along, and the script goes on from there. */
export const pageState = object({
  language: word('en', 'de', 'fr', 'es', 'pt', 'ja', 'ar', 'uk'),
  /** The shops to choose from, where the address names none. */
  shops: list(object({ shopId: text, name: text })),
  shop: maybe(shop),
  menu: maybe(menu),
  wait: maybe(wait),
  /** The code that was scanned. */
  code: maybe(text),
  /** Whether somebody is signed in here as a customer. */
  signedIn: flag,
  /** The order this page is about. */
  order: maybe(order),
  /** Another one that is under way. */
  running: maybe(text),
  /** What is picked already: the usual, or what was picked before something went wrong. */
  wish: maybe(wish),
  /** The word of what went wrong. */
  problem: maybe(text),
  /** A code was mailed to this address. */
  proof: maybe(object({ email: text, triesLeft: maybe(number) })),
  /** How the bar can tell somebody who is not looking, and what was asked for about this order. */
  notices: maybe(object({ publicKey: text, mail: flag, pushOn: flag, mailOn: flag })),
  /** One wish, one key: a form that is sent twice orders once. */
  key: text,
  /** The number of the last event all this knows of. */
  position: number,
  nowMs: number,
});
export type PageState = Of<typeof pageState>;
