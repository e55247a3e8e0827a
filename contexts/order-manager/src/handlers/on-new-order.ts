import type { newOrder } from '@coffee/validator/contract';
import { accept, type Accepted, type Received, type Work } from '@espresso/contract';
import { orders, save } from '../tables.ts';

/** An order begins. One that is known already was overtaken by its workflow's events, or this is the second delivery. */
export const onNewOrder = async (
  { detail: { orderId, shopId, customerId }, atMs }: Received<typeof newOrder>,
  work: Work,
): Promise<Accepted<undefined>> => {
  const stored = await work.get(orders, { orderId });
  if (stored !== undefined) return accept();
  const order = { orderId, shopId, customerId, createdMs: atMs, status: 'placed' } as const;
  return accept({ write: [save(order, undefined, work.nowMs)] });
};
