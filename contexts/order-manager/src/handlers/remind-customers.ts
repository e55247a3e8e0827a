import { accept, refuse, route, worksAt } from '@espresso/contract';
import { z } from 'zod';
import { evolve } from '../change.ts';
import { decide } from '../decide.ts';
import { happened } from '../happened.ts';
import { orders, save } from '../tables.ts';
import { toPickUp } from './boards.ts';
import { inShop, knows, unknownShop, unread } from './parts.ts';

/** Everybody whose drink stands on the counter is told once more; whoever was told a moment ago is left alone. */
export const remindCustomers = route(
  {
    method: 'POST',
    path: '/api/shops/{shopId}/reminders',
    summary: 'Tell everybody whose drink is ready once more: nobody more often than every three minutes.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: z.strictObject({}).optional(),
    reply: z.object({ reminded: z.number().int() }),
    refusals: {
      ...unknownShop,
      'other-shop': [403, 'Signed in to another shop'],
      'nothing-ready': [409, 'The counter is empty', 'There is nobody to remind: no drink waits to be picked up.'],
      'just-told': [409, 'Told already', 'Everybody was told less than three minutes ago. Give them a moment.'],
    },
  },
  async ({ params: { shopId }, caller }, work) => {
    if (!worksAt(caller, shopId)) return refuse('other-shop', { detail: 'You are signed in to another shop.' });
    if (!(await knows(shopId, work))) return refuse('unknown-shop');
    const ready = await toPickUp(shopId, work);
    if (ready.length === 0) return refuse('nothing-ready');
    const stored = await Promise.all(ready.map(({ orderId }) => work.get(orders, { orderId })));
    const reminders = stored.flatMap((one) => {
      if (one?.order.status !== 'ready') return [];
      const change = decide.remind(one.order, work.nowMs);
      return change === undefined ? [] : [{ stored: one, change }];
    });
    if (reminders.length === 0) return refuse('just-told');
    return accept({
      write: reminders.map(({ stored: one, change }) => save(evolve(one.order, change), one, work.nowMs)),
      emit: reminders.flatMap(({ stored: one, change }) => happened(one.order, change)),
      reply: { reminded: reminders.length },
    });
  },
);
