import type { workflowStarted } from '@coffee/order-processor/contract';
import type { Accepted, Received, Work } from '@espresso/contract';
import { hearOf } from './hear-news.ts';

/** The shop is open and has room: the customer can choose. */
export const onWorkflowStarted = (
  event: Received<typeof workflowStarted>,
  work: Work,
): Promise<Accepted<undefined>> => {
  const { taskToken, chooseBy } = event.detail;
  return hearOf(event, { type: 'drink-wanted', taskToken, chooseBy, atMs: event.atMs }, work);
};
