import type { Caller, Work } from '@espresso/contract';
import { unreachable } from '@espresso/kernel';
import type { SessionKeys } from './keys.ts';
import { sessions, staff, TEAM } from './tables.ts';

/** Who a token speaks for; where it speaks for nobody any more, why. */
export type Authentication =
  | { readonly authentic: true; readonly caller: Caller }
  | {
      readonly authentic: false;
      readonly caller: Caller & { readonly kind: 'anonymous' };
      readonly reason: 'invalid' | 'expired' | 'revoked';
    };

const anonymous = { kind: 'anonymous' } as const;
const not = (reason: 'invalid' | 'expired' | 'revoked'): Authentication => ({
  authentic: false,
  caller: anonymous,
  reason,
});

/**
 * Tells who is asking: the token's signature and expiry, then its session, and for staff the person as they stand now
 * (one get for a customer, two at once for staff). No token at all is an authentic nobody.
 */
export const callerOf = async (
  token: string | undefined,
  keys: SessionKeys,
  work: Pick<Work, 'get' | 'nowMs'>,
): Promise<Authentication> => {
  if (token === undefined) return { authentic: true, caller: anonymous };
  const verified = await keys.verify(token, work.nowMs);
  if (!verified.valid) return not(verified.reason);
  const { claims } = verified;
  const key = { holder: claims.sub, sessionId: claims.sid };
  switch (claims.kind) {
    case 'customer': {
      const session = await work.get(sessions, key);
      if (session?.kind !== 'customer') return not('revoked');
      const { holder: customerId, shopId, sessionId } = session;
      const proved = session.certainty === 'proved';
      return { authentic: true, caller: { kind: 'customer', customerId, shopId, sessionId, proved } };
    }
    case 'staff': {
      const [session, member] = await Promise.all([
        work.get(sessions, key),
        work.get(staff, { team: TEAM, staffId: claims.sub }),
      ]);
      if (session?.kind !== 'staff' || member === undefined || member.revokedAtMs !== undefined) return not('revoked');
      const { staffId, name, role, shopId } = member;
      const { sessionId } = session;
      return {
        authentic: true,
        caller: { kind: 'staff', staffId, name, role, ...(shopId !== undefined && { shopId }), sessionId },
      };
    }
    default:
      return unreachable(claims);
  }
};
