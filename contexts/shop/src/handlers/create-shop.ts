import { accept, line, refuse, route } from '@espresso/contract';
import { z } from 'zod';
import { shopId } from '../contract/index.ts';
import { createShop } from '../create.ts';
import { MENU_BYTES_MAX, menuBody } from '../menu-body.ts';
import { settingsChange } from '../settings-change.ts';
import { shopView, viewOf } from '../views.ts';
import { unread } from './parts.ts';

export const createShopRoute = route(
  {
    method: 'POST',
    path: '/api/shops',
    summary: 'Create a shop, with a menu and settings of its own or with the usual ones.',
    status: 201,
    access: ['owner'],
    params: unread,
    query: unread,
    bodyBytesMax: MENU_BYTES_MAX,
    body: z.strictObject({
      shopId,
      name: line(60),
      menu: menuBody.exactOptional(),
      settings: settingsChange.exactOptional(),
      open: z.boolean().default(false),
    }),
    reply: shopView,
    refusals: {
      'shop-exists': [409, 'Such a shop exists already', 'There is a shop of this id already. Choose another id.'],
      'one-shop-only': [403, 'You are the owner of one shop only', 'Only an owner of all shops creates another.'],
    },
  },
  async ({ body, caller }, work) => {
    if (caller.kind !== 'staff' || caller.shopId !== undefined) return refuse('one-shop-only');
    const created = createShop({ ...body, by: caller.staffId });
    return accept({ ...created, reply: viewOf(created.reply, work.nowMs) });
  },
);
