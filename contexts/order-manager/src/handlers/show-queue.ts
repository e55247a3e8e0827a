import { accept, refuse, route, worksAt } from '@espresso/contract';
import { queueView } from '../contract/index.ts';
import { ticketOf } from '../view.ts';
import { toMake, toPickUp } from './boards.ts';
import { inShop, knows, unknownShop, unread } from './parts.ts';

export const showQueue = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/queue',
    summary: 'What is to be made, by whom it is being made, and what waits to be picked up.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: unread,
    reply: queueView,
    refusals: { ...unknownShop, 'other-shop': [403, 'Signed in to another shop'] },
  },
  async ({ params: { shopId }, caller }, work) => {
    if (!worksAt(caller, shopId)) return refuse('other-shop', { detail: 'You are signed in to another shop.' });
    const [isKnown, under, ready] = await Promise.all([
      knows(shopId, work),
      toMake(shopId, work),
      toPickUp(shopId, work),
    ]);
    if (!isKnown) return refuse('unknown-shop');
    const tickets = under.map(ticketOf);
    return accept({
      reply: {
        shopId,
        nowMs: work.nowMs,
        queued: tickets.filter(({ status }) => status === 'queued'),
        making: tickets.filter(({ status }) => status === 'making'),
        ready: ready.map(ticketOf),
      },
    });
  },
);
