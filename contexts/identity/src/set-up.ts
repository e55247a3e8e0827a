import { accept, type Accepted, type Work } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { drawToken, linkOf, SET_UP } from './invitation.ts';
import { expirySeconds, limits } from './limits.ts';
import { invitations, owners, TEAM } from './tables.ts';
import type { Vault } from './vault.ts';

/** The link that makes the first owner: print it, keep it nowhere. */
export interface SetUpLink {
  readonly token: string;
  /** The path on this server, with the token behind `#`. */
  readonly path: string;
  readonly expiresAt: string;
}

/**
 * Makes out the set-up link, as a unit of work of the composition root at every start: good once and for 24 hours, and
 * the one before it is good no more. Replies undefined once there is an owner.
 */
export const setUpInvitation = async (vault: Vault, work: Work): Promise<Accepted<SetUpLink | undefined>> => {
  const known = await work.get(owners, { team: TEAM });
  if (known !== undefined && known.owners > 0) return accept({ reply: undefined });
  const { token, secretHash } = drawToken(SET_UP, work.random, vault);
  const expiresAt = expirySeconds(work.nowMs + limits.setUpMs);
  return accept({
    write: [
      invitations.put({
        team: TEAM,
        invitationId: SET_UP,
        secretHash,
        role: 'owner',
        by: 'system',
        invitedAtMs: work.nowMs,
        expiresAt,
      }),
    ],
    reply: { token, path: linkOf(SET_UP, 'owner', token), expiresAt: iso(expiresAt * 1_000) },
  });
};
