import {
  cancellationRequested,
  drinkChosen,
  drinkRefused,
  orderClaimed,
  orderCollected,
  orderCompleted,
  orderReleased,
  walkUpTaken,
} from '@coffee/order-manager/contract';
import {
  drinkUnavailable,
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
  waitingCompletion,
  workflowStarted,
} from '@coffee/order-processor/contract';
import { drinkReturned, newOrder } from '@coffee/validator/contract';
import type { AnyEvent } from '@espresso/contract';
import type { Outcome, Whom } from './contract/index.ts';

/** What an event means for the story of an order. */
interface Meaning {
  readonly event: AnyEvent;
  /** For whom the order waits from now on; `'nobody'` while software works or all is over; left out, as before. */
  readonly thenWaitsFor?: Whom | 'nobody';
  /** The end it tells of. */
  readonly end?: Outcome;
}

/**
 * The events of an order's life, in the order in which they usually come, so that events of one instant can be told in a
 * sensible order. An event that is not listed here (an extension's) is told as well; it changes nothing about the waiting.
 */
const meanings: readonly Meaning[] = [
  { event: newOrder, thenWaitsFor: 'nobody' },
  { event: walkUpTaken, thenWaitsFor: 'nobody' },
  { event: shopUnavailable, thenWaitsFor: 'nobody', end: 'refused' },
  { event: workflowStarted, thenWaitsFor: 'customer' },
  { event: drinkRefused },
  { event: drinkChosen, thenWaitsFor: 'nobody' },
  { event: drinkUnavailable, thenWaitsFor: 'customer' },
  { event: waitingCompletion, thenWaitsFor: 'barista' },
  { event: orderReleased, thenWaitsFor: 'barista' },
  { event: orderClaimed, thenWaitsFor: 'barista' },
  { event: cancellationRequested, thenWaitsFor: 'nobody' },
  // The drink stands on the counter: whatever the workflow does now, it is the customer who is waited for.
  { event: orderCompleted, thenWaitsFor: 'customer' },
  { event: orderFinished, end: 'finished' },
  { event: orderCancelled, thenWaitsFor: 'nobody', end: 'cancelled' },
  { event: orderTimedOut, thenWaitsFor: 'nobody', end: 'timed-out' },
  { event: orderFailed, thenWaitsFor: 'nobody', end: 'failed' },
  { event: drinkReturned },
  { event: orderCollected, thenWaitsFor: 'nobody' },
];

const known: ReadonlyMap<string, Meaning & { readonly place: number }> = new Map(
  meanings.map((meaning, place) => [meaning.event.detailType, { ...meaning, place }]),
);

/** For whom an order waits after an event of this type, when it waited for `before` until then. */
export const waitsForAfter = (type: string, before: Whom | undefined): Whom | undefined => {
  const waitsFor = known.get(type)?.thenWaitsFor ?? before;
  return waitsFor === 'nobody' ? undefined : waitsFor;
};

export const endToldBy = (type: string): Outcome | undefined => known.get(type)?.end;

/** Where in a life an event of this type usually comes; strangers come last. */
export const placeInLife = (type: string): number => known.get(type)?.place ?? meanings.length;
