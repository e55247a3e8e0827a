import { lineOrNothing, refuse, route } from '@espresso/contract';
import { z } from 'zod';
import { decide } from '../shop.ts';
import { shopListed } from '../views.ts';
import { commandShop } from './command-shop.ts';
import { inShop, moment, momentPast, refusals, unread } from './parts.ts';

export const closeShop = route(
  {
    method: 'POST',
    path: '/api/shops/{shopId}/close',
    summary:
      'Take no more orders, until it is opened or until a moment of your choice. Orders under way are still made.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: z
      .strictObject({ reason: lineOrNothing(120).default(''), opensAt: moment.exactOptional() })
      .default({ reason: '' }),
    reply: shopListed,
    refusals: { ...refusals, 'moment-past': momentPast },
  },
  async ({ params, body: { reason, opensAt }, caller }, work) => {
    if (opensAt === undefined) return commandShop(params.shopId, caller, (shop) => decide.close(shop, reason), work);
    if (Date.parse(opensAt) <= work.nowMs) return refuse('moment-past');
    const opens = { at: opensAt, turn: work.ids.next() };
    return commandShop(params.shopId, caller, (shop) => decide.close(shop, reason, opens), work);
  },
);
