import type { Work, Write } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import type { StaffRole } from '@espresso/contract';
import type { CustomerId } from './contract/index.ts';
import type { ShopId } from '@coffee/shop/contract';
import type { SessionKeys } from './keys.ts';
import { expirySeconds, limits } from './limits.ts';
import { sessions, type Member } from './tables.ts';

/** A session just opened: what to commit, and what to hand to its holder, once. */
export interface Opened {
  readonly write: Write<never>;
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** How long a member of staff stays signed in. */
export const staffSessionMs = (role: StaffRole): number =>
  role === 'display' ? limits.displaySessionMs : limits.staffSessionMs;

/** Opens a customer's session, for one shop. */
export const openCustomerSession = async (
  customer: { readonly customerId: CustomerId; readonly addressKey: string; readonly shopId: ShopId },
  keys: SessionKeys,
  work: Work,
): Promise<Opened> => {
  const { customerId: holder, addressKey, shopId } = customer;
  const { sessionId, iat, exp, openedAtMs } = begin(work, limits.customerSessionMs);
  return {
    write: sessions.create({ kind: 'customer', holder, sessionId, shopId, addressKey, openedAtMs, expiresAt: exp }),
    token: await keys.sign({ kind: 'customer', sub: holder, sid: sessionId, shop: shopId, iat, exp }),
    expiresAt: iso(exp * 1_000),
  };
};

/** Opens a session for a member of staff. */
export const openStaffSession = async (member: Member, keys: SessionKeys, work: Work): Promise<Opened> => {
  const { staffId: holder, role, shopId } = member;
  const { sessionId, iat, exp, openedAtMs } = begin(work, staffSessionMs(role));
  return {
    write: sessions.create({ kind: 'staff', holder, sessionId, openedAtMs, expiresAt: exp }),
    token: await keys.sign({
      kind: 'staff',
      sub: holder,
      sid: sessionId,
      role,
      ...(shopId !== undefined && { shop: shopId }),
      iat,
      exp,
    }),
    expiresAt: iso(exp * 1_000),
  };
};

const begin = ({ ids, nowMs }: Work, lengthMs: number) => ({
  sessionId: ids.next(),
  openedAtMs: nowMs,
  iat: Math.floor(nowMs / 1_000),
  exp: expirySeconds(nowMs + lengthMs),
});

// Well below the hundred writes of one DynamoDB transaction.
const CLOSED_AT_ONCE_MAX = 50;

/** Ends sessions of a holder, as many as one commit takes; `more` says that some are left. */
export const closeSessions = async (
  holder: string,
  work: Work,
): Promise<{ readonly write: readonly Write<never>[]; readonly more: boolean }> => {
  const { items, after } = await work.query(sessions, { partition: holder, limit: CLOSED_AT_ONCE_MAX });
  return {
    write: items.map(({ sessionId }) => sessions.delete({ holder, sessionId })),
    more: after !== undefined,
  };
};
