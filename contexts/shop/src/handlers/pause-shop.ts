import { line, route } from '@espresso/contract';
import { z } from 'zod';
import { decide } from '../shop.ts';
import { shopListed } from '../views.ts';
import { commandShop } from './command-shop.ts';
import { inMinutes, inShop, minutes, refusals, unread } from './parts.ts';

export const pauseShop = route(
  {
    method: 'POST',
    path: '/api/shops/{shopId}/pause',
    summary: 'Take no orders for a moment, and say why. With `minutes` it goes on by itself.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: z.strictObject({ reason: line(120), minutes: minutes.min(1).exactOptional() }),
    reply: shopListed,
    refusals: { ...refusals, 'shop-closed': [409, 'The shop is closed'] },
  },
  ({ params, body: { reason, minutes: length }, caller }, work) => {
    const opens = length === undefined ? undefined : inMinutes(length, work);
    return commandShop(params.shopId, caller, (shop) => decide.pause(shop, reason, opens), work);
  },
);
