import { chosenDrink } from '@coffee/shop/contract';
import { z } from 'zod';

/** Who cancelled, and why, as the other side reads it. */
const cancelled = z.object({
  outcome: z.literal('cancelled'),
  by: z.enum(['customer', 'barista']),
  reason: z.string(),
});

/** What the workflow is told when it waits for a customer. */
export const customerAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('chosen'), drink: chosenDrink }),
  cancelled,
]);
export type CustomerAnswer = z.output<typeof customerAnswer>;

/** What the workflow is told when it waits for a barista. */
export const baristaAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('completed') }),
  cancelled,
]);
export type BaristaAnswer = z.output<typeof baristaAnswer>;
