import { drinkChosen, orderClaimed, orderCompleted } from '@coffee/order-manager/contract';
import { orderFailed, waitingCompletion } from '@coffee/order-processor/contract';
import { newOrder } from '@coffee/validator/contract';
import type { AnyEvent } from '@espresso/contract';
import type { Journey, Outcome, Step, Whom } from './contract/index.ts';
import { inOrder, timeOf } from './in-order.ts';
import { endToldBy, waitsForAfter } from './life.ts';
import type { Entry } from './tables.ts';

/** What it takes to put events into words. */
export interface Words {
  /** The definition of an event, by its type. */
  readonly events: ReadonlyMap<string, AnyEvent>;
  /** The step of a workflow that publishes an event, by the event's type. */
  readonly workflowSteps: ReadonlyMap<string, string>;
}

/**
 * Whose order it is, and at which shop: every event of an order's own contexts says so. Which session began it, only the
 * first one does.
 */
export const whoseIs = (entries: readonly Entry[]) => {
  const facts = entries.map(({ detail }) => anOrder.safeParse(detail)).find(({ success }) => success)?.data;
  const began = entries.find(({ type }) => type === newOrder.detailType);
  const { sessionId } = session.safeParse(began?.detail).data ?? {};
  return facts && { ...facts, ...(sessionId !== undefined && { sessionId }) };
};

const anOrder = newOrder.schema.pick({ orderId: true, shopId: true, customerId: true });
const session = newOrder.schema.pick({ sessionId: true });

/** The story of an order, from its events: who was waited for, for how long, and how it ended. */
export const tell = (whose: Pick<Journey, 'orderId' | 'shopId'>, entries: readonly Entry[], words: Words): Journey => {
  const steps: Step[] = [];
  const waitedMs = { customer: 0, barista: 0 };
  let totalMs = 0;
  let outcome: Outcome = 'under-way';
  let waitsFor: Whom | undefined;
  let previousMs: number | undefined;

  let isMade = false;
  for (const entry of inOrder(entries)) {
    const at = timeOf(entry);
    const atMs = Date.parse(at);
    const sincePreviousMs = Math.max(atMs - (previousMs ?? atMs), 0);
    if (waitsFor !== undefined) waitedMs[waitsFor] += sincePreviousMs;
    totalMs += sincePreviousMs;
    const workflowStep = words.workflowSteps.get(entry.type);
    steps.push({
      eventId: entry.eventId,
      at,
      type: entry.type,
      context: entry.context,
      sentence: words.events.get(entry.type)?.sentence(entry.detail) ?? entry.type,
      ...(entry.causationId !== undefined && { causationId: entry.causationId }),
      ...(workflowStep !== undefined && { workflowStep }),
      sincePreviousMs,
      ...(waitsFor !== undefined && sincePreviousMs > 0 && { waitedFor: waitsFor }),
    });
    isMade ||= entry.type === orderCompleted.detailType;
    // A drink that was made stays made: a workflow that breaks on its last steps is a step of the story, and not its end.
    if (isMade && entry.type === orderFailed.detailType) outcome = 'finished';
    else {
      waitsFor = waitsForAfter(entry.type, waitsFor);
      outcome = endToldBy(entry.type) ?? outcome;
    }
    previousMs = atMs;
  }
  return {
    ...whose,
    steps,
    summary: {
      outcome,
      ...(waitsFor !== undefined && { waitsFor }),
      ...numberAndDrink(entries),
      totalMs,
      waitedForCustomerMs: waitedMs.customer,
      waitedForBaristaMs: waitedMs.barista,
    },
  };
};

const numbered = orderClaimed.schema.pick({ orderNumber: true });
const withDrink = drinkChosen.schema.pick({ drink: true });

const numberAndDrink = (entries: readonly Entry[]): { orderNumber?: number; drink?: string } => {
  const number = entries.map(({ detail }) => numbered.safeParse(detail)).find(({ success }) => success)?.data;
  const wishes = entries.filter(({ type }) => type === drinkChosen.detailType || type === waitingCompletion.detailType);
  const wish = wishes.map(({ detail }) => withDrink.safeParse(detail).data).findLast((found) => found !== undefined);
  return {
    ...(number && { orderNumber: number.orderNumber }),
    ...(wish && { drink: wish.drink.name }),
  };
};
