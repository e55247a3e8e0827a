import { z } from 'zod';

/** A share of cases, from never to always. */
const share = z.number().min(0).max(1);
const faults = z.object({
  powerCuts: share,
  diskErrors: share,
  repeats: share,
  throws: share,
  losses: share,
  delays: share,
  lostAnswers: share,
  stopsPerHour: z.number().min(0).max(60),
  clockJumpsPerHour: z.number().min(0).max(60),
});
export const faultChange = z.strictObject(faults.partial().shape);

export const mixName = z.enum(['calm', 'rough', 'crashes', 'bus', 'clock', 'awful']);
/** How many times faster than a clock on the wall. */
export const speed = z.union([z.number().min(0.1).max(1_000), z.literal('as-fast-as-possible')]);

export const trouble = z.discriminatedUnion('type', [
  /** At the next commit: just before or just after the disk has it. */
  z.strictObject({ type: z.literal('power-cut') }),
  z.strictObject({
    type: z.literal('clock-jump'),
    minutes: z
      .number()
      .min(0.1)
      .max(24 * 60),
  }),
  /** The disk says of the next order that it is kept, and keeps nothing: a promise has to break, and to be seen to. */
  z.strictObject({ type: z.literal('lie') }),
]);

/** A sandbox as it is shown. */
export const sandbox = z.object({
  sandboxId: z.string(),
  name: z.string(),
  openedBy: z.string(),
  openedAt: z.string(),
  seed: z.number(),
  hours: z.number(),
  customersPerHour: z.number(),
  baristas: z.number(),
  shops: z.number(),
  faults,
  off: z.array(z.string()),
  speed: z.union([z.number(), z.string()]),
  /** `running`, `paused`, `over`, `breached`, `full`, `failed`. */
  state: z.string(),
  /** Times within it. */
  startedAt: z.string(),
  now: z.string(),
  closesAt: z.string(),
  events: z.number().int(),
  commits: z.number().int(),
  orders: z.number().int(),
  underWay: z.number().int(),
  /** How many orders came to which end, by the type of the event. */
  ends: z.record(z.string(), z.number()),
  crashes: z.number().int(),
  /** How often the invariants were looked at. */
  looks: z.number().int(),
  invariants: z.array(z.object({ number: z.string(), sentence: z.string(), holds: z.boolean() })),
  breach: z.object({ invariant: z.string(), found: z.string(), at: z.string(), event: z.number() }).optional(),
  /** Whether somebody sent an event by hand: then nothing is judged any more. */
  isTampered: z.boolean(),
  /** Whether somebody changed anything: only a day that is left alone is the same for the same seed. */
  isTouched: z.boolean(),
  /** SHA-256 of its log, once it is over. */
  hash: z.string().optional(),
});
