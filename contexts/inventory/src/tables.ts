import { drinkId, ingredientId, menu, shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineTable } from '@espresso/contract';
import { z } from 'zod';

const owner = 'inventory';

const shelf = z.object({
  shopId,
  /** What is counted; an ingredient without a line never runs out. */
  stock: z.array(z.object({ ingredientId, left: z.number(), ample: z.number() })),
  /** What was said last to have run out. */
  ingredientsOut: z.array(ingredientId),
  drinksOut: z.array(drinkId),
  version: z.number(),
});
export type Shelf = z.output<typeof shelf>;

/**
 * One item for all that a shop counts: several ingredients are put aside by one conditional write, and what has run out
 * is decided on all of them as they are at that moment. A shop that counts nothing has none.
 */
export const shelves = defineTable({
  owner,
  name: 'shelves',
  purpose: 'What each shop has left of the ingredients it counts.',
  item: shelf,
  partitionKey: { name: 'shopId', type: 'S' },
});

const reservation = z.object({
  orderId,
  shopId,
  /** Put aside; used up in a finished drink; or given back (and never to be put aside again: the order is over). */
  state: z.enum(['held', 'used', 'returned']),
  taken: z.array(z.object({ ingredientId, amount: z.number() })),
  /** Seconds since 1970. */
  expiresAtSeconds: z.number(),
});
export type Reservation = z.output<typeof reservation>;

export const reservations = defineTable({
  owner,
  name: 'reservations',
  purpose: 'What each order has put aside, so that it is taken once and given back once.',
  item: reservation,
  partitionKey: { name: 'orderId', type: 'S' },
  expiresAt: 'expiresAtSeconds',
});

/** Longer than any order can take: its people have a day each, and choose again only so often. */
export const RESERVATION_KEPT_SECONDS = 14 * 86_400;

const recipes = z.object({ shopId, menu, revision: z.number() });

export const recipeBooks = defineTable({
  owner,
  name: 'recipe-books',
  purpose: "This context's own copy of each shop's menu: names and recipes.",
  item: recipes,
  partitionKey: { name: 'shopId', type: 'S' },
});
