import { accept, owns, route, type Caller, type Key, type Work } from '@espresso/contract';
import { z } from 'zod';
import { orderView } from '../contract/index.ts';
import type { Order } from '../order.ts';
import { BY_CUSTOMER, orders } from '../tables.ts';
import { viewOf } from '../view.ts';
import { unread } from './parts.ts';

const ORDERS_MAX = 50;
/** One address can be typed by many: beyond so many orders of others, a session's own are looked for no further. */
const LOOKED_AT_MAX = 500;

export const listOrders = route(
  {
    method: 'GET',
    path: '/api/orders',
    summary: 'Your orders, the newest first.',
    access: ['customer'],
    params: unread,
    query: unread,
    body: unread,
    reply: z.object({ orders: z.array(orderView) }),
    refusals: {},
  },
  async ({ caller }, work) => {
    if (caller.kind !== 'customer') return accept({ reply: { orders: [] } });
    const theirs = await ordersOf(caller, work);
    return accept({ reply: { orders: theirs.map((order) => viewOf(order)) } });
  },
);

const ordersOf = async (caller: Caller & { readonly kind: 'customer' }, work: Work): Promise<readonly Order[]> => {
  const theirs: Order[] = [];
  let lookedAt = 0;
  let after: Key | undefined;
  do {
    const page = await work.query(orders, {
      index: BY_CUSTOMER,
      partition: caller.customerId,
      reverse: true,
      limit: ORDERS_MAX,
      ...(after && { after }),
    });
    theirs.push(...page.items.map(({ order }) => order).filter((order) => owns(caller, order)));
    lookedAt += page.items.length;
    after = page.after;
  } while (after !== undefined && theirs.length < ORDERS_MAX && lookedAt < LOOKED_AT_MAX);
  return theirs.slice(0, ORDERS_MAX);
};
