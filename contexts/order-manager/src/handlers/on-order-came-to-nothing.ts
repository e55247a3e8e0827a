import type { orderCancelled, orderFailed, orderTimedOut } from '@coffee/order-processor/contract';
import type { Accepted, Received, Work } from '@espresso/contract';
import { unreachable } from '@espresso/kernel';
import type { News } from '../news.ts';
import { hearOf } from './hear-news.ts';

type Fruitless = Received<typeof orderCancelled> | Received<typeof orderTimedOut> | Received<typeof orderFailed>;

/** The workflow ended without a drink: so does the order. */
export const onOrderCameToNothing = (event: Fruitless, work: Work): Promise<Accepted<undefined>> =>
  hearOf(event, newsIn(event), work);

const newsIn = (event: Fruitless): News => {
  switch (event.type) {
    case 'OrderProcessor.OrderCancelled':
      return { type: 'cancelled', by: event.detail.by, reason: event.detail.reason };
    case 'OrderProcessor.OrderTimedOut':
      return { type: 'timed-out', waitedFor: event.detail.waitedFor };
    case 'OrderProcessor.OrderFailed':
      return { type: 'failed' };
    default:
      return unreachable(event);
  }
};
