import type { newOrder } from '@coffee/validator/contract';
import { accept, type Accepted, type Received, type Work } from '@espresso/contract';
import { orders, save } from '../tables.ts';

/**
 * An order begins. One that is known already was overtaken by its workflow's events, which do not tell whose session it is:
 * that is added. Or this is the second delivery.
 */
export const onNewOrder = async (
  { detail: { orderId, shopId, customerId, sessionId }, atMs }: Received<typeof newOrder>,
  work: Work,
): Promise<Accepted<undefined>> => {
  const stored = await work.get(orders, { orderId });
  const session = sessionId === undefined ? {} : { sessionId };
  if (stored === undefined) {
    const order = { orderId, shopId, customerId, ...session, createdMs: atMs, status: 'placed' } as const;
    return accept({ write: [save(order, undefined, work.nowMs)] });
  }
  if (sessionId === undefined || stored.order.sessionId !== undefined) return accept();
  return accept({ write: [save({ ...stored.order, ...session }, stored, work.nowMs)] });
};
