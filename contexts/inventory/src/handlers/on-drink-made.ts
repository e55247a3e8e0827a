import { orderCompleted } from '@coffee/order-manager/contract';
import { orderFinished } from '@coffee/order-processor/contract';
import { accept, on } from '@espresso/contract';
import { reservations } from '../tables.ts';

/**
 * The drink is made: what was put aside for it is used up, whatever its workflow comes to afterwards. A workflow that is
 * answered by hand says so by finishing.
 */
export const onDrinkMade = on([orderCompleted, orderFinished], async ({ detail: { orderId } }, work) => {
  const reservation = await work.get(reservations, { orderId });
  if (reservation?.state !== 'held') return accept();
  return accept({
    write: [
      reservations.update({ orderId }, 'SET #state = :used', {
        names: { '#state': 'state' },
        values: { ':used': 'used', ':held': 'held' },
        condition: { if: '#state = :held' },
      }),
    ],
  });
});
