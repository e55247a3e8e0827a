import { route } from '@espresso/contract';
import { z } from 'zod';
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
    body: z.strictObject({ reason: z.string().trim().max(120).default('') }).default({ reason: '' }),
    reply: shopListed,
    refusals: { ...refusals, 'shop-closed': [409, 'The shop is closed'] },
  },
  ({ params, body, caller }, work) => commandShop(params.shopId, caller, { type: 'close', reason: body.reason }, work),
);
