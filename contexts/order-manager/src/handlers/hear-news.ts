import { accept, type Accepted, type Work } from '@espresso/contract';
import { evolve } from '../change.ts';
import { hear, type News } from '../news.ts';
import type { OrderIn } from '../order.ts';
import { orders, save } from '../tables.ts';
import { resumeOf } from './carry-out.ts';

/** What every event about an order says of it, and when. */
export interface About {
  readonly detail: Pick<OrderIn<'placed'>, 'orderId' | 'shopId' | 'customerId'>;
  readonly atMs: number;
}

/**
 * What all events of the workflow have in common. One that overtook `Validator.NewOrder` finds no order: then it begins here.
 */
export const hearOf = async (
  { detail: { orderId, shopId, customerId }, atMs }: About,
  news: News,
  work: Work,
): Promise<Accepted<undefined>> => {
  const stored = await work.get(orders, { orderId });
  const order = stored?.order ?? { orderId, shopId, customerId, createdMs: atMs, status: 'placed' };
  const { change, tell } = hear(order, news);
  if (change === undefined) return accept();
  return accept({
    write: [save(evolve(order, change), stored, work.nowMs)],
    ...(tell && { resume: [resumeOf(tell)] }),
  });
};
