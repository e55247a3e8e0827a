import { ingredient, ingredientId, type Ingredient } from '@coffee/shop/contract';
import { z } from 'zod';
import { leftOf } from '../shelf.ts';
import type { Shelf } from '../tables.ts';

/** A part of a request that the route does not read. */
export const unread = z.unknown();

export const refusals = {
  'unknown-shop': [404, 'No such shop', 'There is no shop of this name.'],
  'other-shop': [403, 'Signed in to another shop', 'You work at another shop; somebody who works here has to do this.'],
} as const;

/** An ingredient as staff see it. */
export const stockView = z.object({
  ingredientId,
  name: z.string(),
  unit: ingredient.shape.unit,
  /** What is there and not put aside, in the unit; null when it is not counted and so never runs out. */
  left: z.number().nullable(),
  /** Too little for anything that takes it. */
  out: z.boolean(),
});

export const stockViewOf = (
  { id, name, unit }: Ingredient,
  shelf: Pick<Shelf, 'stock' | 'ingredientsOut'> | undefined,
): z.output<typeof stockView> => ({
  ingredientId: id,
  name,
  unit,
  left: shelf === undefined ? null : leftOf(shelf.stock, id),
  out: shelf?.ingredientsOut.includes(id) ?? false,
});
