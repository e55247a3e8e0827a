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
    status: z.enum(['open', 'closed', 'paused', 'draining']),
    /** Why it is closed or paused, where somebody said so. */
    reason: z.string(),
    queueLimit: z.number(),
    customerTimeoutSeconds: z.number(),
    baristaTimeoutSeconds: z.number(),
  }),
});

/** What a moment brings: a pause is over, a last call, a queue that is empty. */
export const turnDoors = defineFunction({
  owner: 'shop',
  name: 'turnDoors',
  purpose:
    'The moment has come: open again after a pause, take no more after the last call, close once the queue is empty.',
  input: z.object({ shopId, turn: z.string(), ordersUnderWay: z.number() }),
  output: z.object({
    /** Whether it is still this turn: the queue is not empty yet. */
    again: z.boolean(),
  }),
});
