import { orderCompleted, walkUpTaken } from '@coffee/order-manager/contract';
import { waitingCompletion } from '@coffee/order-processor/contract';
import { newOrder } from '@coffee/validator/contract';
import { accept, on } from '@espresso/contract';
import { SPAN_KEPT_SECONDS, spans } from '../tables.ts';

const reached = {
  'Validator.NewOrder': 'orderedMs',
  'OrderManager.WalkUpTaken': 'orderedMs',
  'OrderProcessor.WaitingCompletion': 'queuedMs',
  'OrderManager.OrderCompleted': 'madeMs',
} as const;

/** An order begins, joins the queue, or is made: one blind update, of which the first one stays, in whatever order they come. */
export const onProgress = on(
  [newOrder, walkUpTaken, waitingCompletion, orderCompleted],
  async ({ type, detail, atMs }, work) =>
    accept({
      write: [
        spans.update(
          { orderId: detail.orderId },
          'SET #shop = if_not_exists(#shop, :shop), #reached = if_not_exists(#reached, :at), #expires = :expires',
          {
            names: {
              '#shop': 'shopId',
              '#reached': reached[type],
              '#expires': 'expiresAtSeconds',
            },
            values: {
              ':shop': detail.shopId,
              ':at': atMs,
              ':expires': Math.floor(work.nowMs / 1_000) + SPAN_KEPT_SECONDS,
            },
          },
        ),
      ],
    }),
);
