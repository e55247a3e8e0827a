import type { shopUnavailable } from '@coffee/order-processor/contract';
import type { Accepted, Received, Work } from '@espresso/contract';
import { hearOf } from './hear-news.ts';

/** Closed, paused or full: the order ends before it began. */
export const onShopUnavailable = (
  event: Received<typeof shopUnavailable>,
  work: Work,
): Promise<Accepted<undefined>> => {
  const { reason, detail } = event.detail;
  return hearOf(event, { type: 'refused', reason, detail }, work);
};
