import { shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineTable } from '@espresso/contract';
import { z } from 'zod';
import { outcome } from './outcome.ts';

const owner = 'metrics';

export const spans = defineTable({
  owner,
  name: 'spans',
  purpose: 'When each order began and joined the queue, and whether it is counted: once.',
  item: z.object({
    orderId,
    shopId,
    orderedMs: z.number().optional(),
    queuedMs: z.number().optional(),
    /** When its drink was made: whatever its workflow does after that, it is no failed order. */
    madeMs: z.number().optional(),
    /** How it ended; from then on it is counted. */
    outcome: outcome.optional(),
    /** Seconds since 1970. */
    expiresAtSeconds: z.number(),
  }),
  partitionKey: { name: 'orderId', type: 'S' },
  expiresAt: 'expiresAtSeconds',
});

export const shops = defineTable({
  owner,
  name: 'shops',
  purpose: 'The shops there are: a new one has numbers, too, all of them 0.',
  item: z.object({ shopId }),
  partitionKey: { name: 'shopId', type: 'S' },
});

export const places = defineTable({
  owner,
  name: 'places',
  purpose: 'Where each order joined the queue, and what it was told: until it leaves.',
  item: z.object({
    orderId,
    shopId,
    /** 1 is next. */
    place: z.number().int(),
    queuedMs: z.number(),
    /** No later than so many minutes, it was told; absent where nobody could say. */
    saidMinutes: z.number().int().optional(),
    /** Seconds since 1970. */
    expiresAtSeconds: z.number(),
  }),
  partitionKey: { name: 'orderId', type: 'S' },
  expiresAt: 'expiresAtSeconds',
});

export const paces = defineTable({
  owner,
  name: 'paces',
  purpose: 'How many wait in each shop, how fast the latest orders were made, and whether what was said came true.',
  item: z.object({
    shopId,
    waiting: z.number().int(),
    perPlaceSeconds: z.array(z.number()),
    kept: z.array(z.number()),
    version: z.number(),
  }),
  partitionKey: { name: 'shopId', type: 'S' },
});

/** Longer than any order, and any event about it, can take. */
export const SPAN_KEPT_SECONDS = 14 * 86_400;

export const hours = defineTable({
  owner,
  name: 'hours',
  purpose: 'How the orders that began in each hour ended, and how long they took.',
  item: z.object({
    shopId,
    hourStartMs: z.number(),
    outcomes: z.partialRecord(outcome, z.number()),
    orderWaits: z.array(z.number()),
    queueWaits: z.array(z.number()),
    version: z.number(),
  }),
  partitionKey: { name: 'shopId', type: 'S' },
  sortKey: { name: 'hourStartMs', type: 'N' },
});
