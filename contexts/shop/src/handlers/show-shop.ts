import { accept, refuse, route } from '@espresso/contract';
import { shops } from '../tables.ts';
import { shopView, viewOf } from '../views.ts';
import { inShop, publicRefusals, unread } from './parts.ts';

export const showShop = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}',
    summary: 'What anybody may know about a shop.',
    access: ['anyone'],
    params: inShop,
    query: unread,
    body: unread,
    reply: shopView,
    refusals: publicRefusals,
  },
  async ({ params }, work) => {
    const shop = await work.get(shops, params);
    return shop === undefined ? refuse('unknown-shop') : accept({ reply: viewOf(shop, work.nowMs) });
  },
);
