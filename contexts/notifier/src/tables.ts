import { customerId, sessionId } from '@coffee/identity/contract';
import { shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineTable, secret } from '@espresso/contract';
import { z } from 'zod';
import { language } from './words/index.ts';

const owner = 'notifier';

/** Where a browser is woken (`PushManager.subscribe`). Whoever has it can wake that browser. */
export const subscription = z.strictObject({
  endpoint: secret(z.url().max(1_000)),
  p256dh: secret(z.string().max(100)),
  auth: secret(z.string().max(40)),
});

const wish = z.object({
  customerId,
  orderId,
  /** Who asked, and whether that person's address was proved: what they may be told of is decided when there is news. */
  sessionId,
  proved: z.boolean(),
  language,
  push: subscription.optional(),
  mail: z.boolean(),
  expiresAt: z.number().int(),
});
export type Wish = z.output<typeof wish>;

export const wishes = defineTable({
  owner,
  name: 'wishes',
  purpose: 'Who wants to be told about which order, and how.',
  partitionKey: { name: 'customerId', type: 'S' },
  sortKey: { name: 'orderId', type: 'S' },
  expiresAt: 'expiresAt',
  item: wish,
});

export const shops = defineTable({
  owner,
  name: 'shops',
  purpose: 'Where each shop hands its drinks over: our own copy.',
  partitionKey: { name: 'shopId', type: 'S' },
  item: z.object({
    shopId,
    pickupLocation: z.string(),
    /** Of which publication this is: an older one arriving late changes nothing. */
    revision: z.number().int(),
  }),
});
