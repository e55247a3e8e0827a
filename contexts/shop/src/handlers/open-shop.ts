import { route } from '@espresso/contract';
import { shopListed } from '../views.ts';
import { commandShop } from './command-shop.ts';
import { emptyBody, inShop, refusals, unread } from './parts.ts';

export const openShop = route(
  {
    method: 'POST',
    path: '/api/shops/{shopId}/open',
    summary: 'Open the shop, or go on after a pause.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: emptyBody,
    reply: shopListed,
    refusals: { ...refusals, 'shop-closed': [409, 'The shop is closed'] },
  },
  ({ params, caller }, work) => commandShop(params.shopId, caller, { type: 'open' }, work),
);
