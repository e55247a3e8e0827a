import { shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { z } from 'zod';

/** A person the workflow waits for; whatever is left of the time, software took. */
export const whom = z.enum(['customer', 'barista']);
export type Whom = z.output<typeof whom>;

/** How an order stands or ended. */
export const outcome = z.enum(['under-way', 'finished', 'refused', 'cancelled', 'timed-out', 'failed']);
export type Outcome = z.output<typeof outcome>;

const milliseconds = z.number().int().min(0);

/** One event of an order's life. */
export const stepView = z.object({
  eventId: z.string(),
  /** When it happened: ISO 8601 in UTC. */
  at: z.string(),
  type: z.string(),
  /** The context that published it. */
  context: z.string(),
  /** What happened, in a sentence a newcomer understands. */
  sentence: z.string(),
  /** The event that directly caused it; absent where a person or a clock did. */
  causationId: z.string().optional(),
  /** The step of the workflow that said it, where one did. */
  workflowStep: z.string().optional(),
  /** The time between the event before and this one. */
  sincePreviousMs: milliseconds,
  /** For whom the order waited during that time. */
  waitedFor: whom.optional(),
});
export type Step = z.output<typeof stepView>;

/** The whole story of one order, first event first. */
export const journeyView = z.object({
  orderId,
  shopId,
  steps: z.array(stepView),
  summary: z.object({
    outcome,
    /** For whom the order waits right now. */
    waitsFor: whom.optional(),
    orderNumber: z.number().int().optional(),
    drink: z.string().optional(),
    /** From the first event to the last. */
    totalMs: milliseconds,
    waitedForCustomerMs: milliseconds,
    waitedForBaristaMs: milliseconds,
  }),
});
export type Journey = z.output<typeof journeyView>;
