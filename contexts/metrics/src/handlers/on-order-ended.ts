import {
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
} from '@coffee/order-processor/contract';
import { accept, on } from '@espresso/contract';
import { addEnding, emptyTally, endingOf, hourOf } from '../hour.ts';
import { outcomeOf } from '../outcome.ts';
import { hours, SPAN_KEPT_SECONDS, spans } from '../tables.ts';

/** An order ends: it is counted in the hour in which it began. Its span remembers that it was, so it is counted once. */
export const onOrderEnded = on(
  [orderFinished, orderCancelled, orderTimedOut, orderFailed, shopUnavailable],
  async (event, work) => {
    const { orderId, shopId } = event.detail;
    const span = await work.get(spans, { orderId });
    if (span?.outcome !== undefined) return accept();

    // A drink that was made stays made, though the workflow broke on its last steps.
    const isMade = event.type === 'OrderProcessor.OrderFailed' && span?.madeMs !== undefined;
    const outcome = isMade ? 'finished' : outcomeOf(event);
    const atMs = isMade ? (span.madeMs ?? event.atMs) : event.atMs;
    const hourStartMs = hourOf(span?.orderedMs ?? atMs);
    const hour = await work.get(hours, { shopId, hourStartMs });
    const tally = addEnding(hour ?? emptyTally, endingOf(outcome, atMs, span ?? {}));
    const expiresAtSeconds = Math.floor(work.nowMs / 1_000) + SPAN_KEPT_SECONDS;
    return accept({
      write: [
        spans.update({ orderId }, 'SET #shop = :shop, #outcome = :outcome, #expires = :expires', {
          names: { '#shop': 'shopId', '#outcome': 'outcome', '#expires': 'expiresAtSeconds' },
          values: { ':shop': shopId, ':outcome': outcome, ':expires': expiresAtSeconds },
          condition: { if: 'attribute_not_exists(#outcome)' },
        }),
        hour === undefined
          ? hours.create({ shopId, hourStartMs, ...tally, version: 1 })
          : hours.replace({ ...hour, ...tally }),
      ],
    });
  },
);
