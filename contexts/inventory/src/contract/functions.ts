import { ingredientId, shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineFunction } from '@espresso/contract';
import { z } from 'zod';

/** Answers "do we have milk for a latte?", and puts it aside. Asked twice for one order, it answers the same. */
export const reserveIngredients = defineFunction({
  owner: 'inventory',
  name: 'reserveIngredients',
  purpose: 'Do we have milk for a latte? Then put it aside.',
  input: z.object({ shopId, orderId, ingredients: z.record(ingredientId, z.number()) }),
  output: z.discriminatedUnion('reserved', [
    z.object({ reserved: z.literal(true) }),
    /** The first ingredient of which there is not enough, with its name for people. */
    z.object({ reserved: z.literal(false), ingredientId, ingredient: z.string() }),
  ]),
});
