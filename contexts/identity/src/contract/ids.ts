import { z } from 'zod';

/** A person who orders: a made-up id. The address behind it is known to this context alone. */
export const customerId = z.string().min(1).max(64).brand<'CustomerId'>();
export type CustomerId = z.output<typeof customerId>;

/** One signing in, on one device, until it ends. It opens nothing: only a signed token does. */
export const sessionId = z.string().min(1).max(64).brand<'SessionId'>();
export type SessionId = z.output<typeof sessionId>;

/** A person, tablet or display that works here. */
export const staffId = z.string().min(1).max(64).brand<'StaffId'>();
export type StaffId = z.output<typeof staffId>;
