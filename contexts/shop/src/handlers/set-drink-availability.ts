import { accept, refuse, route, worksAt } from '@espresso/contract';
import { z } from 'zod';
import { drinkId, menuPublished, shopId } from '../contract/index.ts';
import { offers } from '../tables.ts';
import { menuView, menuViewOf } from '../views.ts';
import { refusals, unread } from './parts.ts';

export const setDrinkAvailability = route(
  {
    method: 'PUT',
    path: '/api/shops/{shopId}/drinks/{drinkId}/availability',
    summary: 'Take a drink off the menu, or put it back.',
    access: ['barista'],
    params: z.strictObject({ shopId, drinkId }),
    query: unread,
    body: z.strictObject({ available: z.boolean() }),
    reply: menuView,
    refusals: { ...refusals, 'unknown-drink': [404, 'No such drink', 'The menu of this shop knows no such drink.'] },
  },
  async ({ params, body: { available }, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    const before = await work.get(offers, { shopId: params.shopId });
    if (before === undefined) return refuse('unknown-shop');
    const drink = before.menu.drinks.find(({ id }) => id === params.drinkId);
    if (drink === undefined) return refuse('unknown-drink');
    if (drink.available === available) return accept({ reply: menuViewOf(before) });

    const drinks = before.menu.drinks.map((one) => (one === drink ? { ...one, available } : one));
    const menu = { ...before.menu, drinks };
    const revision = before.version + 1;
    return accept({
      write: [offers.replace({ ...before, menu })],
      emit: [menuPublished({ shopId: params.shopId, by: caller.staffId, menu, revision })],
      reply: menuViewOf({ ...before, menu, version: revision }),
    });
  },
);
