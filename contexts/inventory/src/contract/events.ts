import { drinkId, ingredientId, shopId } from '@coffee/shop/contract';
import { defineEvent } from '@espresso/contract';
import { z } from 'zod';

const owner = 'inventory';
const example = { shopId: shopId.parse('main') };

/** Published only when the answer to "what can be made?" changes, never for every gram. */
export const availabilityChanged = defineEvent({
  owner,
  detailType: 'Inventory.AvailabilityChanged',
  version: 1,
  detail: z.object({
    shopId,
    /** Ingredients of which too little is left for anything that needs them. */
    ingredientsOut: z.array(ingredientId),
    /** Drinks that cannot be made in any variant. */
    drinksOut: z.array(drinkId),
    /** Grows with every change of this shop, so that a reader keeps the last word, in whatever order words arrive. */
    revision: z.number().int().positive(),
  }),
  example: { ...example, ingredientsOut: [ingredientId.parse('oat-milk')], drinksOut: [], revision: 2 },
  sentence: ({ ingredientsOut }) =>
    ingredientsOut.length === 0
      ? 'Everything on the menu can be made again.'
      : `Run out: ${ingredientsOut.join(', ')}.`,
});

export const stockCounted = defineEvent({
  owner,
  detailType: 'Inventory.StockCounted',
  version: 1,
  detail: z.object({
    shopId,
    ingredientId,
    /** What is there now, in the ingredient's unit; null when it is not counted at all. */
    left: z.number().nullable(),
    by: z.string(),
  }),
  example: { ...example, ingredientId: ingredientId.parse('oat-milk'), left: 6000, by: 'staff-1' },
  sentence: ({ ingredientId: what, left }) =>
    left === null ? `${what} is no longer counted.` : `Somebody counted ${what}: ${String(left)} left.`,
});
