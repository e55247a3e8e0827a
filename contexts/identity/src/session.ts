import type { Caller, Work, Write } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import type { StaffRole } from '@espresso/contract';
import type { CustomerId } from './contract/index.ts';
import type { ShopId } from '@coffee/shop/contract';
import type { SessionKeys } from './keys.ts';
import { expirySeconds, limits } from './limits.ts';
import { sessions, type Member } from './tables.ts';
import type { Certainty } from './vault.ts';

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

/**
 * Opens a customer's session, for one shop; or goes on with the session that asks, where it is the same customer's at the same
 * shop. So whoever sends an order again, address and all, because its answer was lost, meets it again.
 */
export const openCustomerSession = async (
  customer: {
    readonly customerId: CustomerId;
    readonly addressKey: string;
    readonly certainty: Certainty;
    readonly shopId: ShopId;
  },
  caller: Caller,
  keys: SessionKeys,
  work: Work,
): Promise<Opened> => {
  const { customerId: holder, ...about } = customer;
  const isTheirs = caller.kind === 'customer' && caller.customerId === holder && caller.shopId === about.shopId;
  const present = isTheirs ? await work.get(sessions, { holder, sessionId: caller.sessionId }) : undefined;
  const { iat, exp, ...begun } = begin(work, limits.customerSessionMs);
  const { sessionId, openedAtMs } = present ?? begun;
  const session = { kind: 'customer', holder, sessionId, ...about, openedAtMs, expiresAt: exp } as const;
  return {
    // Somebody signed out this very moment stays so: it is decided again.
    write:
      present === undefined ? sessions.create(session) : sessions.put(session, { if: 'attribute_exists(sessionId)' }),
    token: await keys.sign({ kind: 'customer', sub: holder, sid: sessionId, shop: about.shopId, iat, exp }),
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
