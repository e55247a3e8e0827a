import { z } from 'zod';

const count = z.number().int().min(0);
/** Nine of ten waited no longer than p90. Null where nobody waited. */
const waits = z.object({ p50Seconds: z.number(), p90Seconds: z.number() }).nullable();

/** How the orders of a span of time ended. They are counted in the hour in which they began, once they have ended. */
export const summary = z.object({
  orders: count,
  finished: count,
  /** By whom. */
  cancelled: z.object({ customer: count, barista: count }),
  /** Waiting for whom. */
  timedOut: z.object({ customer: count, barista: count }),
  /** Why. */
  refused: z.object({ closed: count, paused: count, noCapacity: count }),
  failed: count,
  waits: z.object({
    /** From the scan to the finished drink. */
    order: waits,
    /** From the place in the queue to the finished drink. */
    queue: waits,
  }),
});
export type Summary = z.output<typeof summary>;
