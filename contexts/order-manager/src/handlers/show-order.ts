import { accept, route, type Work } from '@espresso/contract';
import { orderView } from '../contract/index.ts';
import type { Order } from '../order.ts';
import { BOARD, orders, workOf } from '../tables.ts';
import { viewOf } from '../view.ts';
import { findFor, ofOrder, refusals, unknown, unread } from './parts.ts';

/** As many as the longest queue there can be. */
const AHEAD_MAX = 1_000;

export const showOrder = route(
  {
    method: 'GET',
    path: '/api/orders/{orderId}',
    summary: 'How this order stands.',
    access: ['customer', 'barista'],
    params: ofOrder,
    query: unread,
    body: unread,
    reply: orderView,
    refusals: { 'unknown-order': refusals['unknown-order'] },
  },
  async ({ params, caller }, work) => {
    const stored = await findFor(caller, params.orderId, work);
    if (stored === undefined) return unknown();
    return accept({ reply: viewOf(stored.order, await aheadOf(stored.order, work)) });
  },
);

/** How many orders with a smaller number are still to be made, for an order that waits in the queue. */
const aheadOf = async (order: Order, work: Work): Promise<number | undefined> => {
  if (order.status !== 'queued') return undefined;
  const { items } = await work.query(orders, {
    index: BOARD,
    partition: workOf(order.shopId),
    sort: { if: 'orderNumber < :mine', values: { ':mine': order.orderNumber } },
    limit: AHEAD_MAX,
  });
  return items.length;
};
