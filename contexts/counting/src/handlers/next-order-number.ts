import { accept, serve } from '@espresso/contract';
import { nextOrderNumber } from '../contract/index.ts';
import { counters, NUMBER_KEPT_SECONDS, numbers } from '../tables.ts';

/**
 * The counter moves and the order gets its number in one commit, so no number is lost and none is given twice. Who
 * finds the counter moved on meanwhile, or the order numbered, decides again.
 */
export const serveNextOrderNumber = serve(nextOrderNumber, async ({ shopId, orderId }, work) => {
  const given = await work.get(numbers, { orderId });
  if (given !== undefined) return accept({ reply: { orderNumber: given.orderNumber } });

  const counter = await work.get(counters, { shopId });
  const orderNumber = (counter?.last ?? 0) + 1;
  return accept({
    write: [
      counter === undefined
        ? counters.create({ shopId, last: orderNumber })
        : counters.update({ shopId }, 'SET #last = :next', {
            names: { '#last': 'last' },
            values: { ':next': orderNumber, ':last': counter.last },
            condition: { if: '#last = :last' },
          }),
      numbers.create({
        orderId,
        shopId,
        orderNumber,
        expiresAtSeconds: Math.floor(work.nowMs / 1_000) + NUMBER_KEPT_SECONDS,
      }),
    ],
    reply: { orderNumber },
  });
});
