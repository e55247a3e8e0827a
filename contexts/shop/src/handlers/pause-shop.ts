import { line, route } from '@espresso/contract';
import { z } from 'zod';
import { decide } from '../shop.ts';
import { shopListed } from '../views.ts';
import { commandShop } from './command-shop.ts';
import { inShop, refusals, unread } from './parts.ts';

export const pauseShop = route(
  {
    method: 'POST',
    path: '/api/shops/{shopId}/pause',
    summary: 'Take no orders for a moment, and say why.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: z.strictObject({ reason: line(120) }),
    reply: shopListed,
    refusals: { ...refusals, 'shop-closed': [409, 'The shop is closed'] },
  },
  ({ params, body, caller }, work) =>
    commandShop(params.shopId, caller, (shop) => decide.pause(shop, body.reason), work),
);
