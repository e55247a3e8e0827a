import { defineFunction } from '@espresso/contract';
import { z } from 'zod';
import { shopId } from './ids.ts';

/** Answers "are we open?", and what an order needs to know to go on. */
export const getShopStatus = defineFunction({
  owner: 'shop',
  name: 'getShopStatus',
  purpose: 'Are we open? And how many orders may wait, and how long may people take?',
  input: z.object({ shopId }),
  output: z.object({
    status: z.enum(['open', 'closed', 'paused']),
    /** Why it is closed or paused, where somebody said so. */
    reason: z.string(),
    queueLimit: z.number(),
    customerTimeoutSeconds: z.number(),
    baristaTimeoutSeconds: z.number(),
  }),
});
