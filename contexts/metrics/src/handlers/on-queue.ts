import {
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  waitingCompletion,
} from '@coffee/order-processor/contract';
import type { ShopId } from '@coffee/shop/contract';
import { accept, on, type Work, type Write } from '@espresso/contract';
import { addMade, inMinutes, noPace, rangeAt, type Pace } from '../pace.ts';
import { paces, places, SPAN_KEPT_SECONDS, spans } from '../tables.ts';

/** An order joins the queue: its place, and the time that people are told at this moment. */
export const onQueued = on([waitingCompletion], async ({ detail: { orderId, shopId }, atMs }, work) => {
  const [known, span, found] = await Promise.all([
    work.get(places, { orderId }),
    work.get(spans, { orderId }),
    work.get(paces, { shopId }),
  ]);
  if (known !== undefined || span?.outcome !== undefined) return accept();
  const pace = found ?? noPace;
  const place = (found?.waiting ?? 0) + 1;
  const range = rangeAt(pace, place);
  return accept({
    write: [
      places.create({
        orderId,
        shopId,
        place,
        queuedMs: atMs,
        ...(range && { saidMinutes: inMinutes(range).to }),
        expiresAtSeconds: Math.floor(work.nowMs / 1_000) + SPAN_KEPT_SECONDS,
      }),
      save(shopId, pace, place, found?.version),
    ],
  });
});

/** An order leaves the queue. One that was made says how fast the bar is, and whether what it was told came true. */
export const onLeft = on(
  [orderFinished, orderCancelled, orderTimedOut, orderFailed],
  async ({ type, detail: { orderId, shopId }, atMs }, work: Work) => {
    const [left, found] = await Promise.all([work.get(places, { orderId }), work.get(paces, { shopId })]);
    if (left === undefined || found === undefined) return accept();
    const { place, queuedMs, saidMinutes } = left;
    const made = type === orderFinished.detailType;
    const pace = made ? addMade(found, { waitMs: atMs - queuedMs, place, saidMinutes }) : found;
    return accept({
      write: [
        places.delete({ orderId }, { if: 'attribute_exists(orderId)' }),
        save(shopId, pace, Math.max(0, found.waiting - 1), found.version),
      ],
    });
  },
);

/** Over the version it was decided on: of two at once, the second is decided again. */
const save = (
  shopId: ShopId,
  { perPlaceSeconds, kept }: Pace,
  waiting: number,
  version: number | undefined,
): Write<never> => {
  const item = { shopId, waiting, perPlaceSeconds: [...perPlaceSeconds], kept: [...kept] };
  return version === undefined ? paces.create({ ...item, version: 1 }) : paces.replace({ ...item, version });
};
