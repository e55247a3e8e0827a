import type { orderCompleted } from '@coffee/order-manager/contract';
import type {
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
} from '@coffee/order-processor/contract';
import { accept, type Accepted, type Received, type Work } from '@espresso/contract';
import { drinkReturned, type OrderId } from '../contract/index.ts';
import { settle, type Ending } from '../redemption.ts';
import { codes, redemptions } from '../tables.ts';
import { endFor, giveBack, settleAs } from '../writes.ts';

type Fruitless =
  | Received<typeof shopUnavailable>
  | Received<typeof orderCancelled>
  | Received<typeof orderTimedOut>
  | Received<typeof orderFailed>;

/** The order came to nothing: its code gets the drink back, and its customer may order again. */
export const onOrderCameToNothing = ({ detail }: Fruitless, work: Work): Promise<Accepted<undefined>> =>
  endWith('nothing', detail.orderId, work);

/**
 * The drink is made: its code keeps it spent, whatever the workflow comes to afterwards, and the customer may order again.
 * A workflow that is answered by hand says so by finishing.
 */
export const onDrinkMade = (
  { detail }: Received<typeof orderCompleted> | Received<typeof orderFinished>,
  work: Work,
): Promise<Accepted<undefined>> => endWith('drink', detail.orderId, work);

const endWith = async (ending: Ending, orderId: OrderId, work: Work): Promise<Accepted<undefined>> => {
  const redemption = await work.get(redemptions, { orderId });
  if (redemption === undefined) return accept();
  const outcome = settle(redemption, ending);
  if (outcome === undefined) return accept();
  const settled = [settleAs(redemption, outcome, work.nowMs), endFor(redemption)];
  if (outcome === 'kept') return accept({ write: settled });

  const { shopId, windowStartMs } = redemption;
  const code = await work.get(codes, { shopId, windowStartMs });
  // Long after its window a code may be gone; there is nothing left to give the drink back to.
  if (code === undefined) return accept({ write: settled });
  return accept({
    write: [...settled, giveBack(redemption)],
    emit: [drinkReturned({ orderId, shopId, windowStartMs })],
  });
};
