import { accept, route } from '@espresso/contract';
import { z } from 'zod';
import { shops } from '../tables.ts';
import { listed, shopListed } from '../views.ts';
import { unread } from './parts.ts';

const SHOPS_MAX = 200;

export const listShops = route(
  {
    method: 'GET',
    path: '/api/shops',
    summary: 'Every shop of this installation, and whether it is open.',
    access: ['anyone'],
    params: unread,
    query: unread,
    body: unread,
    reply: z.object({ shops: z.array(shopListed) }),
    refusals: {},
  },
  async (_, work) => {
    const { items } = await work.query(shops, { index: 'all', partition: 'shops', limit: SHOPS_MAX });
    return accept({ reply: { shops: items.map(listed) } });
  },
);
