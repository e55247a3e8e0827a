import { route } from '@espresso/contract';
import { z } from 'zod';
import { decide } from '../shop.ts';
import { shopListed } from '../views.ts';
import { commandShop } from './command-shop.ts';
import { inMinutes, inShop, minutes, refusals, unread } from './parts.ts';

export const callLastOrders = route(
  {
    method: 'POST',
    path: '/api/shops/{shopId}/last-call',
    summary: 'Orders are taken for so many minutes more; then the queue is finished, and the shop closes by itself.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: z.strictObject({ minutes }),
    reply: shopListed,
    refusals: { ...refusals, 'shop-closed': [409, 'The shop is closed'] },
  },
  ({ params, body, caller }, work) => {
    const last = inMinutes(body.minutes, work);
    return commandShop(params.shopId, caller, (shop) => decide.lastCall(shop, last, body.minutes === 0), work);
  },
);
