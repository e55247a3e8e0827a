import { waitingCompletion } from '@coffee/order-processor/contract';
import { newOrder } from '@coffee/validator/contract';
import { accept, on } from '@espresso/contract';
import { SPAN_KEPT_SECONDS, spans } from '../tables.ts';

/** An order begins, or joins the queue: one blind update, of which the first one stays, in whatever order they come. */
export const onProgress = on([newOrder, waitingCompletion], async ({ type, detail, atMs }, work) =>
  accept({
    write: [
      spans.update(
        { orderId: detail.orderId },
        'SET #shop = if_not_exists(#shop, :shop), #reached = if_not_exists(#reached, :at), #expires = :expires',
        {
          names: {
            '#shop': 'shopId',
            '#reached': type === 'Validator.NewOrder' ? 'orderedMs' : 'queuedMs',
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
