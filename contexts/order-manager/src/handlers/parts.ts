import { staffId } from '@coffee/identity/contract';
import { shopId, type ShopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { owns, refuse, worksAt, type Caller, type Work } from '@espresso/contract';
import { z } from 'zod';
import type { Refusal } from '../decide.ts';
import type { Order } from '../order.ts';
import { menus, orders, type StoredOrder } from '../tables.ts';

/** The path `/api/orders/{orderId}`. */
export const ofOrder = z.strictObject({ orderId });
/** The path `/api/shops/{shopId}`. */
export const inShop = z.strictObject({ shopId });
/** A part of a request that the route does not read. */
export const unread = z.unknown();
/** The body of a command that says everything by its path. */
export const emptyBody = z.strictObject({}).optional();

/** Every "no" of the heart, as the API says it. Somebody else's order and one that never was look the same from outside. */
export const refusals = {
  'unknown-order': [404, 'No such order'],
  'not-yet': [409, 'The order is not ready for that yet'],
  'too-late': [
    409,
    'Too late',
    'This order is not any more where it was a moment ago. Look at it to see how it stands.',
  ],
  'extended-enough': [409, 'No more time'],
  'being-made': [409, 'Being made already'],
  'not-queued': [409, 'Not in the queue yet'],
  'claimed-by-another': [409, 'Another barista makes it'],
  'not-claimed': [409, 'Nobody has claimed it'],
  'not-ready': [409, 'Not ready yet'],
  'not-collected': [409, 'Not collected'],
  'already-over': [409, 'Over already'],
} as const satisfies Record<Refusal | 'unknown-order', readonly [number, string, string?]>;
type Known = keyof typeof refusals;

/** What the person is told. */
export const sentenceFor = (reason: Known, order?: Order): string => {
  const maker = order?.status === 'making' ? order.baristaName : 'Another barista';
  return {
    'unknown-order': 'There is no such order. Look at your orders, or scan the code on the display to begin one.',
    'not-yet': 'The bar is still looking whether there is room. Try again in a moment.',
    'too-late': 'A drink can not be chosen for this order any more. Look at the order to see how it stands.',
    'extended-enough': 'Your place was kept as long as a place is kept. Choose now, or scan again.',
    'being-made': 'Your drink is being made already. Ask at the bar if you do not want it.',
    'not-queued': 'This order has not reached the queue yet. Wait until it shows up there.',
    'claimed-by-another': `${maker} makes this order. Take another one.`,
    'not-claimed': 'Nobody makes this order yet. Claim it first.',
    'not-ready': 'This order is not made yet, so it can not be handed over.',
    'not-collected': 'Only an order that was collected a while ago can come back to the counter.',
    'already-over': 'Nothing can be done with this order any more. Look at it to see how it stands.',
  }[reason];
};

/** A shop that never published a menu is none that this context has heard of. */
export const unknownShop = {
  'unknown-shop': [404, 'No such shop', 'There is no shop of this name.'],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;
export const knows = async (shop: ShopId, work: Work): Promise<boolean> =>
  (await work.get(menus, { shopId: shop })) !== undefined;

export const unknown = () => refuse('unknown-order', { detail: sentenceFor('unknown-order') });

/** The order, if the caller may know of it: whoever owns it, or staff of its shop. */
export const findFor = async (caller: Caller, id: Order['orderId'], work: Work): Promise<StoredOrder | undefined> => {
  const stored = await work.get(orders, { orderId: id });
  if (stored === undefined) return undefined;
  return owns(caller, stored.order) || worksAt(caller, stored.order.shopId) ? stored : undefined;
};

/** The order for the barista who asks for it, and that barista's hand in it. */
export const findAtBar = async (caller: Caller, id: Order['orderId'], work: Work) => {
  const stored = await work.get(orders, { orderId: id });
  if (stored === undefined || !worksAt(caller, stored.order.shopId)) return undefined;
  const barista = { baristaId: staffId.parse(caller.staffId), baristaName: caller.name, atMs: work.nowMs };
  return { stored, barista };
};
