import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, route, worksAt } from '@espresso/contract';
import { menuPublished } from '../contract/index.ts';
import { MENU_BYTES_MAX, menuBody } from '../menu-body.ts';
import { offers } from '../tables.ts';
import { menuView, menuViewOf } from '../views.ts';
import { inShop, refusals, unread } from './parts.ts';

export const publishMenu = route(
  {
    method: 'PUT',
    path: '/api/shops/{shopId}/menu',
    summary: 'Publish a whole menu. It is checked first: every part must know the others.',
    access: ['owner'],
    params: inShop,
    query: unread,
    bodyBytesMax: MENU_BYTES_MAX,
    body: menuBody,
    reply: menuView,
    refusals,
  },
  async ({ params, body: menu, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    const before = await work.get(offers, params);
    if (before === undefined) return refuse('unknown-shop');
    if (isDeepStrictEqual(before.menu, menu)) return accept({ reply: menuViewOf(before) });
    const revision = before.version + 1;
    return accept({
      write: [offers.replace({ ...before, menu })],
      emit: [menuPublished({ ...params, by: caller.staffId, menu, revision })],
      reply: menuViewOf({ ...before, menu, version: revision }),
    });
  },
);
