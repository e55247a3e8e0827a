import { accept, route } from '@espresso/contract';
import { z } from 'zod';
import { orderView } from '../contract/index.ts';
import { BY_CUSTOMER, orders } from '../tables.ts';
import { viewOf } from '../view.ts';
import { unread } from './parts.ts';

const ORDERS_MAX = 50;

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
    const { items } = await work.query(orders, {
      index: BY_CUSTOMER,
      partition: caller.customerId,
      reverse: true,
      limit: ORDERS_MAX,
    });
    return accept({ reply: { orders: items.map(({ order }) => viewOf(order)) } });
  },
);
