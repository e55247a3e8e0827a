import type { orderFinished } from '@coffee/order-processor/contract';
import type { Accepted, Received, Work } from '@espresso/contract';
import { hearOf } from './hear-news.ts';

/** The workflow is done. That is news only when its token was answered by somebody else than this context. */
export const onOrderFinished = (event: Received<typeof orderFinished>, work: Work): Promise<Accepted<undefined>> =>
  hearOf(event, { type: 'finished', atMs: event.atMs }, work);
