import { defineTable, staffRoles } from '@espresso/contract';
import { shopId, settings } from '@coffee/shop/contract';
import { z } from 'zod';
import { customerId, staffId } from './contract/index.ts';
import { certainty } from './vault.ts';

const owner = 'identity';
const instantMs = z.number().int().nonnegative();
const instantSeconds = z.number().int().nonnegative();
const text = (name: string) => ({ name, type: 'S' }) as const;

/** The partition of everything that is there once per installation: few items, listed together. */
export const TEAM = 'installation';
const team = z.literal(TEAM);

export const customers = defineTable({
  owner,
  name: 'customers',
  purpose: 'Who is behind a customer id: the only place in the system where an address is kept.',
  item: z.object({
    addressKey: z.string(),
    email: z.string(),
    certainty,
    customerId,
    registeredAtMs: instantMs,
    expiresAt: instantSeconds,
  }),
  partitionKey: text('addressKey'),
  expiresAt: 'expiresAt',
});

export const proofs = defineTable({
  owner,
  name: 'proofs',
  purpose: 'Codes that were mailed and wait to be typed, hashed, with the tries that are left.',
  item: z.object({
    addressKey: z.string(),
    codeHash: z.string().exactOptional(),
    goodUntilMs: instantMs,
    triesLeft: z.number().int().nonnegative(),
    mailedAtMs: z.array(instantMs),
    version: z.number().int().positive(),
    expiresAt: instantSeconds,
  }),
  partitionKey: text('addressKey'),
  expiresAt: 'expiresAt',
});

const opened = {
  /** The customer or member of staff who holds it. */
  holder: z.string(),
  sessionId: z.string(),
  openedAtMs: instantMs,
  expiresAt: instantSeconds,
};
const session = z.discriminatedUnion('kind', [
  z.object({ ...opened, kind: z.literal('customer'), shopId, addressKey: z.string(), certainty }),
  z.object({ ...opened, kind: z.literal('staff') }),
]);
export type Session = z.output<typeof session>;

export const sessions = defineTable({
  owner,
  name: 'sessions',
  purpose: 'Who is signed in: a token without its session here is worth nothing.',
  item: session,
  partitionKey: text('holder'),
  sortKey: text('sessionId'),
  expiresAt: 'expiresAt',
});

const member = z.object({
  team,
  staffId,
  name: z.string(),
  role: z.enum(staffRoles),
  shopId: shopId.optional(),
  joinedAtMs: instantMs,
  revokedAtMs: instantMs.optional(),
  /** Only somebody who was signed out for good is forgotten one day. */
  expiresAt: instantSeconds.optional(),
});
export type Member = z.output<typeof member>;

export const staff = defineTable({
  owner,
  name: 'staff',
  purpose: 'Who works here, and as what: read with every request, so that a change works at once.',
  item: member,
  partitionKey: text('team'),
  sortKey: text('staffId'),
  expiresAt: 'expiresAt',
});

export const owners = defineTable({
  owner,
  name: 'owners',
  purpose: 'How many owners of everything there are: never back to none, even if two leave at once.',
  item: z.object({ team, owners: z.number().int().nonnegative() }),
  partitionKey: text('team'),
});

const invitation = z.object({
  team,
  invitationId: z.string(),
  secretHash: z.string(),
  role: z.enum(staffRoles),
  shopId: shopId.optional(),
  note: z.string().optional(),
  by: z.string(),
  invitedAtMs: instantMs,
  expiresAt: instantSeconds,
});
export type Invitation = z.output<typeof invitation>;

export const invitations = defineTable({
  owner,
  name: 'invitations',
  purpose: 'Links that let one person in, once; their secrets hashed.',
  item: invitation,
  partitionKey: text('team'),
  sortKey: text('invitationId'),
  expiresAt: 'expiresAt',
});

const pairing = z.object({
  pairingKey: z.string(),
  pollHash: z.string(),
  /** As what the screen was let in, and by whom; absent until somebody typed its code. */
  approved: z.object({ role: z.enum(['display', 'barista']), shopId, name: z.string(), by: z.string() }).optional(),
  expiresAt: instantSeconds,
});
export type Pairing = z.output<typeof pairing>;

export const pairings = defineTable({
  owner,
  name: 'pairings',
  purpose: 'Screens that show a code and wait to be let in; code and token hashed.',
  item: pairing,
  partitionKey: text('pairingKey'),
  expiresAt: 'expiresAt',
});

export const policies = defineTable({
  owner,
  name: 'policies',
  purpose: 'Our own copy of what each shop asks of an address: to be typed, or to be proved.',
  item: z.object({
    shopId,
    emailPolicy: settings.shape.emailPolicy.unwrap(),
    /** Of which publication this is: an older one arriving late changes nothing. */
    revision: z.number().int(),
  }),
  partitionKey: text('shopId'),
});
