import { chosenDrink, shopId, type ChosenDrink } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { z } from 'zod';

/** Where an order can be on its way. The last five are ends. */
export const orderStatus = z.enum([
  'placed',
  'choosing',
  'submitted',
  'queued',
  'making',
  'ready',
  'cancelling',
  'collected',
  'refused',
  'cancelled',
  'timed-out',
  'failed',
]);
export type OrderStatus = z.output<typeof orderStatus>;

/** A drink as people read it: without what it takes to make it. */
export const drinkView = chosenDrink.omit({ ingredients: true });
export type DrinkView = z.output<typeof drinkView>;

export const drinkViewOf = ({ ingredients: _, ...drink }: ChosenDrink): DrinkView => drink;

/** An order as its customer and the baristas may see it: task tokens stay inside. What is not true yet is absent. */
export const orderView = z.object({
  orderId,
  shopId,
  status: orderStatus,
  /** What is so, and what to do next, in one sentence for the customer. */
  message: z.string(),
  createdMs: z.number(),
  drink: drinkView.optional(),
  orderNumber: z.number().int().optional(),
  /** Until when a drink can be chosen: an instant, ISO 8601 in UTC. */
  chooseBy: z.string().optional(),
  /** Why a drink has to be chosen again. */
  unavailable: z.object({ drink: z.string(), ingredient: z.string() }).optional(),
  /** How many orders are before this one in the queue. */
  ahead: z.number().int().optional(),
  /** Until when a barista has to touch it: an instant, ISO 8601 in UTC. */
  makeBy: z.string().optional(),
  completedMs: z.number().optional(),
  /** Who makes it, by the name the team knows. */
  maker: z.string().optional(),
  /** Why it was refused or cancelled, as a word or as somebody put it. */
  reason: z.string().optional(),
  /** Who cancelled it. */
  by: z.enum(['customer', 'barista']).optional(),
  /** For whom the workflow waited in vain. */
  waitedFor: z.enum(['customer', 'barista']).optional(),
});
export type OrderView = z.output<typeof orderView>;

/** An order as a barista reads it. */
export const ticket = z.object({
  orderId,
  orderNumber: z.number().int(),
  status: z.enum(['queued', 'making', 'ready']),
  drink: drinkView,
  /** Since when it waits for a barista: its age counts from here. */
  queuedMs: z.number(),
  makeBy: z.string().optional(),
  completedMs: z.number().optional(),
  /** Since when it goes before all others. */
  rushedMs: z.number().optional(),
  /** Ordered at the counter, without a phone. */
  walkUp: z.literal(true).optional(),
  /** Who makes it. */
  maker: z.object({ baristaId: z.string(), name: z.string() }).optional(),
});
export type Ticket = z.output<typeof ticket>;

/** The orders of a shop that a barista has to do with, each list in the order of their numbers; what is rushed before all others. */
export const queueView = z.object({
  shopId,
  /** The server's time, to count ages from. */
  nowMs: z.number(),
  queued: z.array(ticket),
  making: z.array(ticket),
  ready: z.array(ticket),
});
export type QueueView = z.output<typeof queueView>;

/** What was collected last, the highest numbers first. */
export const recentView = z.object({
  shopId,
  recent: z.array(z.object({ orderId, orderNumber: z.number().int(), drink: drinkView, collectedMs: z.number() })),
});
export type RecentView = z.output<typeof recentView>;

/** What hangs over the bar: numbers and nothing else. */
export const boardView = z.object({
  shopId,
  preparing: z.array(z.number().int()),
  ready: z.array(z.number().int()),
});
export type BoardView = z.output<typeof boardView>;
