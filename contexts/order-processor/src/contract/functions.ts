import { shopId } from '@coffee/shop/contract';
import { defineFunction } from '@espresso/contract';
import { z } from 'zod';

/** How many orders hold a place in a shop's queue. */
export const countUnderWay = defineFunction({
  owner: 'order-processor',
  name: 'countUnderWay',
  purpose: 'How many orders are under way in this shop? The last call asks, until there are none.',
  input: z.object({ shopId }),
  output: z.object({ underWay: z.number() }),
});
