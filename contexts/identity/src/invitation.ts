import type { StaffRole } from '@espresso/contract';
import type { Random } from '@espresso/kernel';
import { drawSecret } from './chance.ts';
import type { Invitation } from './tables.ts';
import { sameHash, type Vault } from './vault.ts';

/** The invitation that the first start prints: it makes the first owner, and there is only ever one. */
export const SET_UP = 'set-up';

/** An invitation's token: its id, which is no secret, and its secret, of which only a hash is kept. */
export interface InvitationToken {
  readonly invitationId: string;
  readonly secret: string;
}

const TOKEN = /^([a-z0-9-]{1,64})\.([A-Za-z0-9_-]{43})$/;

/** Reads a token; undefined where the text is none. */
export const readToken = (token: string): InvitationToken | undefined => {
  const [, invitationId, secret] = TOKEN.exec(token) ?? [];
  return invitationId === undefined || secret === undefined ? undefined : { invitationId, secret };
};

/** Draws the token of a new invitation, and the hash to keep of it. */
export const drawToken = (
  invitationId: string,
  random: Random,
  vault: Vault,
): { readonly token: string; readonly secretHash: string } => {
  const secret = drawSecret(random);
  return { token: `${invitationId}.${secret}`, secretHash: vault.invitationHash(invitationId, secret) };
};

const pageOf: Readonly<Record<StaffRole, string>> = {
  owner: '/admin',
  barista: '/barista',
  display: '/display',
  viewer: '/explorer',
};

/** The link's path. The token stands behind `#`: it reaches no server log, no proxy and no Referer header. */
export const linkOf = (invitationId: string, role: StaffRole, token: string): string =>
  `${pageOf[role]}#${invitationId === SET_UP ? SET_UP : 'join'}=${token}`;

/** Whether a token opens this invitation now. Takes as long whether there is one or not. */
export const opens = (
  invitation: Invitation | undefined,
  { invitationId, secret }: InvitationToken,
  vault: Vault,
  nowMs: number,
): invitation is Invitation => {
  const hash = vault.invitationHash(invitationId, secret);
  const fits = sameHash(invitation?.secretHash ?? vault.invitationHash(invitationId, ''), hash);
  return fits && invitation !== undefined && nowMs < invitation.expiresAt * 1_000;
};
