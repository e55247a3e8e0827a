import { shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineTable } from '@espresso/contract';
import { z } from 'zod';

const owner = 'counting';
const number = z.number().int().positive();

export const counters = defineTable({
  owner,
  name: 'counters',
  purpose: 'The last order number each shop gave out.',
  item: z.object({ shopId, last: number }),
  partitionKey: { name: 'shopId', type: 'S' },
});

export const numbers = defineTable({
  owner,
  name: 'numbers',
  purpose: 'The number each order got, so that who asks twice is told the same.',
  item: z.object({
    orderId,
    shopId,
    orderNumber: number,
    /** Seconds since 1970. The order keeps its number in its own record; this one serves a second asking only. */
    expiresAtSeconds: z.number(),
  }),
  partitionKey: { name: 'orderId', type: 'S' },
  expiresAt: 'expiresAtSeconds',
});

/** Longer than any workflow may ask again. */
export const NUMBER_KEPT_SECONDS = 30 * 86_400;
