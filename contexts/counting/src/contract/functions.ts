import { shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineFunction } from '@espresso/contract';
import { z } from 'zod';

/** Gives an order the next number of its shop: gapless, never repeated; asked twice for one order, the same. */
export const nextOrderNumber = defineFunction({
  owner: 'counting',
  name: 'nextOrderNumber',
  purpose: 'The next order number of this shop.',
  input: z.object({ shopId, orderId }),
  output: z.object({ orderNumber: z.number().int().positive() }),
});
