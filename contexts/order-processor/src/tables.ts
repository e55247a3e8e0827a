import { shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineTable } from '@espresso/contract';
import { z } from 'zod';

const owner = 'order-processor';

/** A shop's queue, as the set of orders that hold a place in it: the set's size is the length of the queue. */
export const places = defineTable({
  owner,
  name: 'places',
  purpose: "The orders that hold a place in a shop's queue.",
  partitionKey: { name: 'shopId', type: 'S' },
  item: z.object({
    shopId,
    /** Absent when nobody holds a place: a set is never empty. */
    holders: z.set(z.string()).optional(),
  }),
});

/** Workflows that failed and were cleaned up after, so that it happens once. */
export const failures = defineTable({
  owner,
  name: 'failures',
  purpose: 'Orders whose workflow failed, and that were told so.',
  partitionKey: { name: 'orderId', type: 'S' },
  expiresAt: 'expiresAt',
  item: z.object({ orderId, error: z.string(), atMs: z.number(), expiresAt: z.number().int() }),
});
