import { accept, refuse, route, worksAt } from '@espresso/contract';
import { settings } from '../contract/index.ts';
import { shops } from '../tables.ts';
import { inShop, refusals, unread } from './parts.ts';

export const showSettings = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/settings',
    summary: 'Everything an organiser may tune, as it stands.',
    access: ['barista'],
    params: inShop,
    query: unread,
    body: unread,
    reply: settings,
    refusals,
  },
  async ({ params, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    const shop = await work.get(shops, params);
    return shop === undefined ? refuse('unknown-shop') : accept({ reply: shop.settings });
  },
);
