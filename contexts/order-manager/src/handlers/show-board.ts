import { accept, refuse, route } from '@espresso/contract';
import { boardView } from '../contract/index.ts';
import { toMake, toPickUp } from './boards.ts';
import { inShop, knows, unknownShop, unread } from './parts.ts';

/** How long a finished number stays up if nobody says that it was picked up. */
const SHOWN_MS = 20 * 60_000;

export const showBoard = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/board',
    summary: 'The numbers that are being prepared and that are ready, and nothing else.',
    access: ['anyone'],
    params: inShop,
    query: unread,
    body: unread,
    reply: boardView,
    refusals: unknownShop,
  },
  async ({ params: { shopId } }, work) => {
    const [isKnown, under, ready] = await Promise.all([
      knows(shopId, work),
      toMake(shopId, work),
      toPickUp(shopId, work),
    ]);
    if (!isKnown) return refuse('unknown-shop');
    const shown = ready.filter(({ completedMs }) => work.nowMs - completedMs < SHOWN_MS);
    return accept({
      reply: {
        shopId,
        preparing: under.map(({ orderNumber }) => orderNumber),
        ready: shown.map(({ orderNumber }) => orderNumber),
      },
    });
  },
);
