import { customerId, sessionId, staffId } from '@coffee/identity/contract';
import { chosenDrink, shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { z } from 'zod';

/** What is true of every order. */
const identity = {
  orderId,
  shopId,
  customerId,
  /** The session that began it; absent as long as nothing but its workflow has spoken of it. */
  sessionId: sessionId.optional(),
  createdMs: z.number(),
  /** Ordered at the counter, without a phone: what is made as soon as the workflow asks. */
  walkUp: chosenDrink.optional(),
};
/** An instant, ISO 8601 in UTC. */
const instant = z.string();
const orderNumber = z.number().int().positive();
const person = z.enum(['customer', 'barista']);

/** What is known of an order from the moment it is in the queue. */
const numbered = { orderNumber, drink: chosenDrink, queuedMs: z.number() };
/** Since when it goes before all others; absent for one that waits its turn. */
const rushedMs = z.number().optional();
/** While the workflow waits for a barista. */
const waiting = {
  ...numbered,
  rushedMs,
  taskToken: z.string(),
  makeBy: instant,
  /** How long a barista may take from one touch to the next. */
  patienceMs: z.number(),
};
/** The token a drink answered, and its deadline: a question as old as these is no news. */
const answer = z.object({ taskToken: z.string(), chooseBy: instant });
/** What an order that came to nothing had come to. */
const remains = { orderNumber: orderNumber.optional(), drink: chosenDrink.optional() };

/**
 * An order, by where it is on its way; each state carries exactly what is true in it.
 *
 *     placed → choosing ⇄ submitted → queued ⇄ making → ready → collected
 *
 * From each state before `ready` an order can also end as refused, cancelled (through `cancelling`), timed-out or failed.
 */
export const order = z.discriminatedUnion('status', [
  z.object({ ...identity, status: z.literal('placed') }),
  z.object({
    ...identity,
    status: z.literal('choosing'),
    taskToken: z.string(),
    chooseBy: instant,
    /** How long each wish for more time gives, and how many there were; absent where nobody could wish for it yet. */
    patienceMs: z.number().optional(),
    extensions: z.number().int().optional(),
    /** What was chosen before and could not be made. */
    unavailable: z.object({ drink: z.string(), ingredient: z.string() }).optional(),
  }),
  z.object({
    ...identity,
    status: z.literal('submitted'),
    drink: chosenDrink,
    answered: answer,
  }),
  z.object({ ...identity, ...waiting, status: z.literal('queued') }),
  z.object({ ...identity, ...waiting, status: z.literal('making'), baristaId: staffId, baristaName: z.string() }),
  z.object({
    ...identity,
    ...numbered,
    status: z.literal('ready'),
    completedMs: z.number(),
    /** Absent when nobody had claimed it, or when it came back from those that were collected. */
    baristaId: staffId.optional(),
    /** When its customer was last told again. */
    remindedMs: z.number().optional(),
  }),
  z.object({
    ...identity,
    ...numbered,
    status: z.literal('collected'),
    completedMs: z.number(),
    collectedMs: z.number(),
  }),
  z.object({
    ...identity,
    ...remains,
    status: z.literal('cancelling'),
    by: person,
    reason: z.string(),
    /** The token that was answered with the cancellation; absent while the workflow has handed none out to answer. */
    told: z.string().optional(),
    /** The token that a drink answered before. */
    answered: answer.optional(),
  }),
  z.object({
    ...identity,
    status: z.literal('refused'),
    reason: z.enum(['closed', 'paused', 'draining', 'no-capacity']),
    detail: z.string(),
  }),
  z.object({ ...identity, ...remains, status: z.literal('cancelled'), by: person, reason: z.string() }),
  z.object({ ...identity, ...remains, status: z.literal('timed-out'), waitedFor: person }),
  z.object({ ...identity, ...remains, status: z.literal('failed') }),
]);
export type Order = z.output<typeof order>;
export type OrderIn<Status extends Order['status']> = Extract<Order, { status: Status }>;

/** The ends: nothing changes an order any more that is in one of these, but for a collected one that was not. */
export const ENDS = ['collected', 'refused', 'cancelled', 'timed-out', 'failed'] as const satisfies Order['status'][];

const ends: ReadonlySet<Order['status']> = new Set(ENDS);
export const hasEnded = (it: Order): boolean => ends.has(it.status);

/** Whether it has yet to reach the queue: no number, and nothing for a barista to do. */
export const isBeforeQueue = (it: Order): it is OrderIn<'placed' | 'choosing' | 'submitted'> =>
  it.status === 'placed' || it.status === 'choosing' || it.status === 'submitted';
