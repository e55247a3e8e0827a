import type { waitingCompletion } from '@coffee/order-processor/contract';
import type { Accepted, Received, Work } from '@espresso/contract';
import { hearOf } from './hear-news.ts';

/** The order has its number and its ingredients: it is in the queue. */
export const onWaitingCompletion = (
  event: Received<typeof waitingCompletion>,
  work: Work,
): Promise<Accepted<undefined>> => {
  const { orderNumber, drink, taskToken, makeBy } = event.detail;
  return hearOf(event, { type: 'barista-wanted', orderNumber, drink, taskToken, makeBy, atMs: event.atMs }, work);
};
