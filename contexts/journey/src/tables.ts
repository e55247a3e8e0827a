import { orderId } from '@coffee/validator/contract';
import { defineTable } from '@espresso/contract';
import type { Json } from '@espresso/kernel';
import { z } from 'zod';

const SECONDS_PER_DAY = 86_400;
export const KEPT_SECONDS = 30 * SECONDS_PER_DAY;

const json: z.ZodType<Json> = z.lazy(() => z.json());

const entry = z.object({
  orderId,
  /** When, and which: `2026-11-23T09:30:00.000Z#<event id>`. Sorts by time; the same event always has the same place. */
  moment: z.string(),
  eventId: z.string(),
  type: z.string(),
  context: z.string(),
  /** What the event said, less what is secret or personal. Its sentence is made when it is read, so better words reach old journeys. */
  detail: z.record(z.string(), json),
  causationId: z.string().optional(),
  /** In seconds since 1970. */
  expiresAt: z.number().int(),
});
export type Entry = z.output<typeof entry>;

export const trail = defineTable({
  owner: 'journey',
  name: 'trail',
  purpose: 'Every event of every order, in the order of time.',
  partitionKey: { name: 'orderId', type: 'S' },
  sortKey: { name: 'moment', type: 'S' },
  expiresAt: 'expiresAt',
  item: entry,
});
