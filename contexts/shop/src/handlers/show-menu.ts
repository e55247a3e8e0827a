import { accept, refuse, route } from '@espresso/contract';
import { offers } from '../tables.ts';
import { menuView, menuViewOf } from '../views.ts';
import { inShop, publicRefusals, unread } from './parts.ts';

export const showMenu = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/menu',
    summary: 'The menu as customers read it, with what is sold out.',
    access: ['anyone'],
    params: inShop,
    query: unread,
    body: unread,
    reply: menuView,
    refusals: publicRefusals,
  },
  async ({ params }, work) => {
    const offer = await work.get(offers, params);
    return offer === undefined ? refuse('unknown-shop') : accept({ reply: menuViewOf(offer) });
  },
);
