import { ingredientId, shopId } from '@coffee/shop/contract';
import { accept, refuse, route, worksAt } from '@espresso/contract';
import { z } from 'zod';
import { withAmple } from '../availability.ts';
import { createUnder, restockUnder } from '../change-shelf.ts';
import { stockCounted } from '../contract/index.ts';
import { count, leftOf } from '../shelf.ts';
import { recipeBooks, shelves } from '../tables.ts';
import { refusals, stockView, stockViewOf, unread } from './parts.ts';

export const countStock = route(
  {
    method: 'PUT',
    path: '/api/shops/{shopId}/stock/{ingredientId}',
    summary: 'Say how much of an ingredient is there and not put aside; null to stop counting it.',
    access: ['barista'],
    params: z.strictObject({ shopId, ingredientId }),
    query: unread,
    body: z.strictObject({ left: z.number().min(0).max(1_000_000).nullable() }),
    reply: stockView,
    refusals: {
      ...refusals,
      'unknown-ingredient': [404, 'No such ingredient', 'The menu of this shop knows no such ingredient.'],
    },
  },
  async ({ params, body: { left }, caller }, work) => {
    if (!worksAt(caller, params.shopId)) return refuse('other-shop');
    const key = { shopId: params.shopId };
    const book = await work.get(recipeBooks, key);
    if (book === undefined) return refuse('unknown-shop');
    const ingredient = book.menu.ingredients.find(({ id }) => id === params.ingredientId);
    if (ingredient === undefined) return refuse('unknown-ingredient');

    const shelf = await work.get(shelves, key);
    const stock = withAmple(book.menu, count(shelf?.stock ?? [], ingredient.id, left));
    if (leftOf(shelf?.stock ?? [], ingredient.id) === leftOf(stock, ingredient.id))
      return accept({ reply: stockViewOf(ingredient, shelf) });

    const change =
      shelf === undefined ? createUnder(book.menu, params.shopId, stock) : restockUnder(book.menu, shelf, stock);
    return accept({
      write: [
        ...change.write,
        // What is ample was read off this menu: a menu published at the same moment must not pass it by.
        recipeBooks.check(key, {
          if: '#revision = :revision',
          names: { '#revision': 'revision' },
          values: { ':revision': book.revision },
        }),
      ],
      emit: [stockCounted({ ...params, left: leftOf(stock, ingredient.id), by: caller.staffId }), ...change.emit],
      reply: stockViewOf(ingredient, change.shelf),
    });
  },
);
