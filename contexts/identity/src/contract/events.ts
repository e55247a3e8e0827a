import { defineEvent, secret, staffRoles } from '@espresso/contract';
import { shopId } from '@coffee/shop/contract';
import { z } from 'zod';
import { customerId, staffId } from './ids.ts';

const owner = 'identity';
const shop = shopId.parse('main');

export const customerRegistered = defineEvent({
  owner,
  detailType: 'Identity.CustomerRegistered',
  version: 1,
  detail: z.object({ customerId, shopId }),
  example: { customerId: customerId.parse('customer-1'), shopId: shop },
  sentence: () =>
    'Somebody gave an e-mail address and is a customer now; the address itself stays in the identity context.',
});

/** Whoever keeps something about this customer lets go of it now. */
export const customerForgotten = defineEvent({
  owner,
  detailType: 'Identity.CustomerForgotten',
  version: 1,
  detail: z.object({ customerId }),
  example: { customerId: customerId.parse('customer-1') },
  sentence: () => 'A customer asked to be forgotten: the e-mail address is deleted, and nobody can tell who this was.',
});

/**
 * Carries a sealed letter (address and code, encrypted) to the part that mails it, so that the log, its archive and its
 * backups hold neither.
 */
export const emailCodeRequested = defineEvent({
  owner,
  detailType: 'Identity.EmailCodeRequested',
  version: 1,
  detail: z.object({
    shopId,
    sealed: secret(z.string()),
    /** How long the code is good, from the moment of the event. */
    minutes: z.number(),
  }),
  example: { shopId: shop, sealed: 'v1.bm90IGEgcmVhbCBsZXR0ZXI', minutes: 10 },
  sentence: () => 'A customer wants to prove an e-mail address: a code is mailed to it.',
});

/** A letter with its address on it, encrypted as above. */
export const letterAddressed = defineEvent({
  owner,
  detailType: 'Identity.LetterAddressed',
  version: 1,
  detail: z.object({ customerId, sealed: secret(z.string()) }),
  example: { customerId: customerId.parse('customer-1'), sealed: 'v1.bm90IGEgcmVhbCBsZXR0ZXI' },
  sentence: () => 'A letter to a customer has its address and is handed to the post.',
});

export const staffInvited = defineEvent({
  owner,
  detailType: 'Identity.StaffInvited',
  version: 1,
  detail: z.object({ invitationId: z.string(), role: z.enum(staffRoles), shopId: shopId.optional(), by: z.string() }),
  example: { invitationId: 'invitation-1', role: 'barista', shopId: shop, by: 'staff-1' },
  sentence: ({ role }) => `A link was made out that lets one person in as ${role}.`,
});

export const staffJoined = defineEvent({
  owner,
  detailType: 'Identity.StaffJoined',
  version: 1,
  detail: z.object({ staffId, role: z.enum(staffRoles), shopId: shopId.optional() }),
  example: { staffId: staffId.parse('staff-2'), role: 'barista', shopId: shop },
  sentence: ({ role }) => `A new ${role} joined.`,
});

export const sessionsRevoked = defineEvent({
  owner,
  detailType: 'Identity.SessionsRevoked',
  version: 1,
  detail: z.object({ staffId, by: z.string() }),
  example: { staffId: staffId.parse('staff-2'), by: 'staff-1' },
  sentence: () => 'A member of staff was signed out everywhere.',
});
