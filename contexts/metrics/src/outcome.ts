import type {
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
} from '@coffee/order-processor/contract';
import type { Received } from '@espresso/contract';
import { unreachable } from '@espresso/kernel';
import { z } from 'zod';

/** Every way an order can end. */
export const outcome = z.enum([
  'finished',
  'cancelled-by-customer',
  'cancelled-by-barista',
  'timed-out-for-customer',
  'timed-out-for-barista',
  'refused-closed',
  'refused-paused',
  'refused-draining',
  'refused-no-capacity',
  'failed',
]);
export type Outcome = z.output<typeof outcome>;

/** The events that end an order. */
export type OrderEnd = Received<
  typeof orderFinished | typeof orderCancelled | typeof orderTimedOut | typeof orderFailed | typeof shopUnavailable
>;

export const outcomeOf = (end: OrderEnd): Outcome => {
  switch (end.type) {
    case 'OrderProcessor.OrderFinished':
      return 'finished';
    case 'OrderProcessor.OrderCancelled':
      return `cancelled-by-${end.detail.by}`;
    case 'OrderProcessor.OrderTimedOut':
      return `timed-out-for-${end.detail.waitedFor}`;
    case 'OrderProcessor.OrderFailed':
      return 'failed';
    case 'OrderProcessor.ShopUnavailable':
      return `refused-${end.detail.reason}`;
    default:
      return unreachable(end);
  }
};
