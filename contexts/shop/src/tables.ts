import { defineTable } from '@espresso/contract';
import { z } from 'zod';
import { drinkId, ingredientId, menu, settings, shopId } from './contract/index.ts';

const owner = 'shop';

const shop = z.object({
  shopId,
  name: z.string(),
  state: z.discriminatedUnion('status', [
    z.object({ status: z.literal('open') }),
    z.object({ status: z.literal('closed'), reason: z.string() }),
    z.object({ status: z.literal('paused'), reason: z.string() }),
  ]),
  settings,
  /** The same for every shop: what the index lists them by. */
  list: z.literal('shops'),
  version: z.number(),
});
export type Shop = z.output<typeof shop>;

/** Small, because every order reads it; the menu is an item of its own. */
export const shops = defineTable({
  owner,
  name: 'shops',
  purpose: 'Every shop: its name, whether it is open, and its settings.',
  item: shop,
  partitionKey: { name: 'shopId', type: 'S' },
  indexes: [
    {
      name: 'all',
      partitionKey: { name: 'list', type: 'S' },
      sortKey: { name: 'shopId', type: 'S' },
      projection: 'ALL',
    },
  ],
});

const offer = z.object({
  shopId,
  menu,
  ingredientsOut: z.array(ingredientId),
  drinksOut: z.array(drinkId),
  /** The highest revision of what the inventory said; 0 before it said anything. */
  availabilityRevision: z.number(),
  version: z.number(),
});
export type Offer = z.output<typeof offer>;

export const offers = defineTable({
  owner,
  name: 'offers',
  purpose: 'What each shop offers: its menu, and what of it cannot be made right now.',
  item: offer,
  partitionKey: { name: 'shopId', type: 'S' },
});
