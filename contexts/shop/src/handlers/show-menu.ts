import { accept, refuse, route } from '@espresso/contract';
import { z } from 'zod';
import { language } from '../contract/index.ts';
import { offers } from '../tables.ts';
import { menuView, menuViewOf } from '../views.ts';
import { inShop, publicRefusals, unread } from './parts.ts';

export const showMenu = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/menu',
    summary: 'The menu as customers read it, in a language of theirs where it is translated, with what is sold out.',
    access: ['anyone'],
    params: inShop,
    query: z.object({ language: language.optional() }),
    body: unread,
    reply: menuView,
    refusals: publicRefusals,
  },
  async ({ params, query }, work) => {
    const offer = await work.get(offers, params);
    return offer === undefined ? refuse('unknown-shop') : accept({ reply: menuViewOf(offer, query.language) });
  },
);
