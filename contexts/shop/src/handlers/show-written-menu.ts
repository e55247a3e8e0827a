import { accept, refuse, route, worksAt } from '@espresso/contract';
import { menu } from '../contract/index.ts';
import { offers } from '../tables.ts';
import { inShop, refusals, unread } from './parts.ts';

export const showWrittenMenu = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/menu/written',
    summary: 'The menu as it is written, recipes and all: what can be changed and published again.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: unread,
    reply: menu,
    refusals,
  },
  async ({ params, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    const offer = await work.get(offers, params);
    return offer === undefined ? refuse('unknown-shop') : accept({ reply: offer.menu });
  },
);
