import { defineTable } from '@espresso/contract';
import { z } from 'zod';
import { drinkId, ingredientId, menu, settings, shopId } from './contract/index.ts';

const owner = 'shop';

/** Why no orders are taken, and until when. */
const away = { reason: z.string(), opensAt: z.string().optional(), turn: z.string().optional() };

const shop = z.object({
  shopId,
  name: z.string(),
  state: z.discriminatedUnion('status', [
    z.object({ status: z.literal('open'), lastOrdersAt: z.string().optional(), turn: z.string().optional() }),
    z.object({ status: z.literal('draining'), turn: z.string() }),
    z.object({ status: z.literal('closed'), ...away }),
    z.object({ status: z.literal('paused'), ...away }),
  ]),
  settings,
  /** What the bar tells everybody who waits, and until when: milliseconds since 1970. */
  notice: z.object({ text: z.string(), untilMs: z.number() }).optional(),
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
