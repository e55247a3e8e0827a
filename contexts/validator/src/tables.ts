import { customerId, sessionId } from '@coffee/identity/contract';
import { settings, shopId } from '@coffee/shop/contract';
import { defineTable } from '@espresso/contract';
import { z } from 'zod';
import { orderId } from './contract/index.ts';

const owner = 'validator';

/** What this context needs to know of a shop's settings: its own copy, kept up by events. */
const shop = settings.pick({ drinksPerCode: true, codeWindowSeconds: true, ordersPerCustomer: true }).extend({
  shopId,
  /** Of which publication these are: an older one arriving late changes nothing. */
  revision: z.number().int(),
});
export type Shop = z.output<typeof shop>;

export const shops = defineTable({
  owner,
  name: 'shops',
  purpose: 'What a code is worth and how long it is shown, by shop.',
  partitionKey: { name: 'shopId', type: 'S' },
  item: shop,
});

/** Codes somebody took a drink of. A code without an item has all its drinks. */
export const codes = defineTable({
  owner,
  name: 'codes',
  purpose: 'How many drinks are left in a code, from the first one taken.',
  partitionKey: { name: 'shopId', type: 'S' },
  sortKey: { name: 'windowStartMs', type: 'N' },
  expiresAt: 'expiresAt',
  item: z.object({
    shopId,
    windowStartMs: z.number(),
    /** How many it was good for when the first was taken. */
    drinks: z.number().int(),
    left: z.number().int().min(0),
    expiresAt: z.number().int(),
  }),
});

export const customers = defineTable({
  owner,
  name: 'customers',
  purpose: 'The orders a customer has under way in a shop.',
  partitionKey: { name: 'customerId', type: 'S' },
  sortKey: { name: 'shopId', type: 'S' },
  item: z.object({
    customerId,
    shopId,
    /** Absent when there is none: a set is never empty. */
    underWay: z.set(z.string()).optional(),
  }),
});

/** One drink taken of a code, and what became of it. */
const redemption = z.object({
  orderId,
  shopId,
  customerId,
  /** The session that scanned. */
  sessionId,
  windowStartMs: z.number(),
  outcome: z.enum(['open', 'kept', 'returned']),
  /** Set once the order has ended, in seconds since 1970; an open redemption never goes. */
  expiresAt: z.number().int().optional(),
});
export type Redemption = z.output<typeof redemption>;

export const redemptions = defineTable({
  owner,
  name: 'redemptions',
  purpose: 'Which code an order took its drink of, and whether the code got it back.',
  partitionKey: { name: 'orderId', type: 'S' },
  expiresAt: 'expiresAt',
  item: redemption,
});
