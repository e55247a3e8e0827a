import { shopId } from '@coffee/shop/contract';
import { accept, refuse, route, worksAt } from '@espresso/contract';
import { z } from 'zod';
import { recipeBooks, shelves } from '../tables.ts';
import { refusals, stockView, stockViewOf, unread } from './parts.ts';

export const showStock = route(
  {
    method: 'GET',
    path: '/api/shops/{shopId}/stock',
    summary: 'What is left of every ingredient on the menu.',
    access: ['barista'],
    params: z.strictObject({ shopId }),
    query: unread,
    body: unread,
    reply: z.object({ stock: z.array(stockView) }),
    refusals,
  },
  async ({ params, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    const book = await work.get(recipeBooks, params);
    if (book === undefined) return refuse('unknown-shop');
    const shelf = await work.get(shelves, params);
    return accept({ reply: { stock: book.menu.ingredients.map((ingredient) => stockViewOf(ingredient, shelf)) } });
  },
);
