import { route } from '@espresso/contract';
import { decide } from '../shop.ts';
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
    refusals,
  },
  ({ params, caller }, work) => commandShop(params.shopId, caller, decide.open, work),
);
