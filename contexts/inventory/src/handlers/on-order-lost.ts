import { orderCancelled, orderFailed, orderTimedOut } from '@coffee/order-processor/contract';
import { accept, on } from '@espresso/contract';
import { restock, restockUnder } from '../change-shelf.ts';
import { putBack } from '../shelf.ts';
import { RESERVATION_KEPT_SECONDS, recipeBooks, reservations, shelves } from '../tables.ts';

/** The drink will not be made: what was put aside for it goes back, once. */
export const onOrderLost = on([orderCancelled, orderTimedOut, orderFailed], async ({ detail }, work) => {
  const { orderId, shopId } = detail;
  const shelf = await work.get(shelves, { shopId });
  if (shelf === undefined) return accept();
  const reservation = await work.get(reservations, { orderId });
  if (reservation === undefined) {
    // A stopped workflow's last call may still be on its way: it must find the order over, and put nothing aside.
    const expiresAtSeconds = Math.floor(work.nowMs / 1_000) + RESERVATION_KEPT_SECONDS;
    return accept({
      write: [reservations.create({ orderId, shopId, state: 'returned', taken: [], expiresAtSeconds })],
    });
  }
  if (reservation.state !== 'held') return accept();

  const stock = putBack(shelf.stock, reservation.taken);
  const nothingOut = shelf.ingredientsOut.length === 0 && shelf.drinksOut.length === 0;
  const book = nothingOut ? undefined : await work.get(recipeBooks, { shopId });
  const change = book === undefined ? restock(shelf, stock) : restockUnder(book.menu, shelf, stock);
  return accept({
    write: [
      ...change.write,
      reservations.update({ orderId }, 'SET #state = :returned', {
        names: { '#state': 'state' },
        values: { ':returned': 'returned', ':held': 'held' },
        condition: { if: '#state = :held' },
      }),
    ],
    emit: change.emit,
  });
});
