import { secret, staffRoles } from '@espresso/contract';
import { shopId } from '@coffee/shop/contract';
import { z } from 'zod';
import { customerId, staffId } from '../contract/index.ts';

/** A part of the request that is not looked at. */
export const unread = z.unknown();
/** What a route answers that has nothing to tell. */
export const nothing = z.strictObject({});

export const instant = z.iso.datetime();
export const role = z.enum(staffRoles);
export const invitationId = z.string().regex(/^[a-z0-9-]{1,64}$/, 'an invitation id');
export const invitationToken = secret(z.string().min(1).max(128));

/** Signed in as staff: the token is told this once. */
export const joined = z.strictObject({
  token: secret(z.string()),
  expiresAt: instant,
  staffId,
  name: z.string(),
  role,
  shopId: shopId.optional(),
});

/** Who is asking, as they are told themselves. */
export const whoami = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('anonymous') }),
  z.strictObject({ kind: z.literal('customer'), customerId, shopId }),
  z.strictObject({ kind: z.literal('staff'), staffId, name: z.string(), role, shopId: shopId.optional() }),
]);
