import { accept, route, type Work } from '@espresso/contract';
import { orderView } from '../contract/index.ts';
import type { Order } from '../order.ts';
import { viewOf } from '../view.ts';
import { toMake } from './boards.ts';
import { findFor, ofOrder, refusals, unknown, unread } from './parts.ts';

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

/** How many orders are still to be made before one that waits in the queue. */
const aheadOf = async (order: Order, work: Work): Promise<number | undefined> => {
  if (order.status !== 'queued') return undefined;
  const queue = await toMake(order.shopId, work);
  const place = queue.findIndex(({ orderId }) => orderId === order.orderId);
  return place === -1 ? undefined : place;
};
