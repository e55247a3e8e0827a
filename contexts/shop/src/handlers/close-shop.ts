import { lineOrNothing, route } from '@espresso/contract';
import { z } from 'zod';
import { decide } from '../shop.ts';
import { shopListed } from '../views.ts';
import { commandShop } from './command-shop.ts';
import { inShop, refusals, unread } from './parts.ts';

export const closeShop = route(
  {
    method: 'POST',
    path: '/api/shops/{shopId}/close',
    summary: 'Take no more orders. Orders under way are still made.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: z.strictObject({ reason: lineOrNothing(120).default('') }).default({ reason: '' }),
    reply: shopListed,
    refusals,
  },
  ({ params, body, caller }, work) =>
    commandShop(params.shopId, caller, (shop) => decide.close(shop, body.reason), work),
);
