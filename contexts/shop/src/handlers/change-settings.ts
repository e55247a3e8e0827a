import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, route, worksAt } from '@espresso/contract';
import { settings, settingsChanged } from '../contract/index.ts';
import { settingsChange } from '../settings-change.ts';
import { shops } from '../tables.ts';
import { inShop, refusals, unread } from './parts.ts';

export const changeSettings = route(
  {
    method: 'PUT',
    path: '/api/shops/{shopId}/settings',
    summary: 'Change some settings; what is not named stays.',
    access: ['owner'],
    params: inShop,
    query: unread,
    body: settingsChange,
    reply: settings,
    refusals,
  },
  async ({ params, body, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    const shop = await work.get(shops, params);
    if (shop === undefined) return refuse('unknown-shop');
    const changed = { ...shop.settings, ...body };
    if (isDeepStrictEqual(changed, shop.settings)) return accept({ reply: changed });
    return accept({
      write: [shops.replace({ ...shop, settings: changed })],
      emit: [settingsChanged({ ...params, by: caller.staffId, settings: changed, revision: shop.version + 1 })],
      reply: changed,
    });
  },
);
