import { menuPublished } from '@coffee/shop/contract';
import { accept, on } from '@espresso/contract';
import { withAmple } from '../availability.ts';
import { restockUnder } from '../change-shelf.ts';
import { recipeBooks, shelves } from '../tables.ts';

/** Keeps a copy of the menu, never an older over a newer one, and says what the new menu lacks. */
export const onMenuPublished = on([menuPublished], async ({ detail: { shopId, menu, revision } }, work) => {
  const book = await work.get(recipeBooks, { shopId });
  if (book !== undefined && book.revision > revision) return accept();
  const shelf = await work.get(shelves, { shopId });
  const change = shelf && restockUnder(menu, shelf, withAmple(menu, shelf.stock));
  return accept({
    write: [
      recipeBooks.put(
        { shopId, menu, revision },
        {
          if: 'attribute_not_exists(#revision) OR #revision <= :revision',
          names: { '#revision': 'revision' },
          values: { ':revision': revision },
        },
      ),
      ...(change?.write ?? []),
    ],
    emit: change?.emit ?? [],
  });
});
