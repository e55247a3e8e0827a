import { accept, refuse, route, worksAt } from '@espresso/contract';
import { drinkViewOf, recentView } from '../contract/index.ts';
import { BOARD, doneOf, orders } from '../tables.ts';
import { inShop, knows, unknownShop, unread } from './parts.ts';

const RECENT_MAX = 20;

export const showRecent = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/recent',
    summary: 'What was collected last: from here it can be recalled.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: unread,
    reply: recentView,
    refusals: { ...unknownShop, 'other-shop': [403, 'Signed in to another shop'] },
  },
  async ({ params: { shopId }, caller }, work) => {
    if (!worksAt(caller, shopId)) return refuse('other-shop', { detail: 'You are signed in to another shop.' });
    if (!(await knows(shopId, work))) return refuse('unknown-shop');
    const { items } = await work.query(orders, {
      index: BOARD,
      partition: doneOf(shopId),
      reverse: true,
      limit: RECENT_MAX,
    });
    const recent = items.flatMap(({ order }) =>
      order.status === 'collected'
        ? [
            {
              orderId: order.orderId,
              orderNumber: order.orderNumber,
              drink: drinkViewOf(order.drink),
              collectedMs: order.collectedMs,
            },
          ]
        : [],
    );
    return accept({ reply: { shopId, recent } });
  },
);
