import { accept, serve } from '@espresso/contract';
import { restock, restockUnder } from '../change-shelf.ts';
import { reserveIngredients } from '../contract/index.ts';
import { staysAmple, take } from '../shelf.ts';
import { RESERVATION_KEPT_SECONDS, recipeBooks, reservations, shelves } from '../tables.ts';

/** A shop that counts nothing of what the drink takes costs one read. */
export const serveReserveIngredients = serve(reserveIngredients, async ({ shopId, orderId, ingredients }, work) => {
  const shelf = await work.get(shelves, { shopId });
  if (shelf === undefined || shelf.stock.length === 0) return accept({ reply: reserved });
  // Asked again, or after the order's end: nothing is put aside a second time.
  if ((await work.get(reservations, { orderId })) !== undefined) return accept({ reply: reserved });

  const taking = take(shelf.stock, ingredients);
  if (!taking.enough) {
    const { ingredientId } = taking;
    const book = await work.get(recipeBooks, { shopId });
    const ingredient = book?.menu.ingredients.find(({ id }) => id === ingredientId)?.name ?? ingredientId;
    return accept({ reply: { reserved: false as const, ingredientId, ingredient } });
  }
  const { stock, taken } = taking;
  if (taken.length === 0) return accept({ reply: reserved });

  const book = staysAmple(stock, taken) ? undefined : await work.get(recipeBooks, { shopId });
  const change = book === undefined ? restock(shelf, stock) : restockUnder(book.menu, shelf, stock);
  return accept({
    write: [
      ...change.write,
      reservations.create({
        orderId,
        shopId,
        state: 'held',
        taken,
        expiresAtSeconds: Math.floor(work.nowMs / 1_000) + RESERVATION_KEPT_SECONDS,
      }),
    ],
    emit: change.emit,
    reply: reserved,
  });
});

const reserved = { reserved: true as const };
