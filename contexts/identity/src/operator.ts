import { accept, type Accepted, type Work } from '@espresso/contract';
import { staffId } from './contract/index.ts';
import type { SessionKeys } from './keys.ts';
import { closeSessions, openStaffSession } from './session.ts';
import { staff, TEAM, type Member } from './tables.ts';

/** Whoever may read this machine's data folder. Not on the list of staff, and not counted among the owners. */
export const OPERATOR = staffId.parse('operator');

/**
 * Opens a session with an owner's rights for the command line on the same machine, as a unit of work of the composition
 * root, which keeps the token in a file only its user can read. The operator's earlier sessions end.
 */
export const operatorSession = async (
  keys: SessionKeys,
  work: Work,
): Promise<Accepted<{ readonly token: string; readonly expiresAt: string }>> => {
  const operator: Member = { team: TEAM, staffId: OPERATOR, name: 'Operator', role: 'owner', joinedAtMs: work.nowMs };
  const [earlier, opened] = await Promise.all([closeSessions(OPERATOR, work), openStaffSession(operator, keys, work)]);
  const { token, expiresAt } = opened;
  return accept({ write: [staff.put(operator), ...earlier.write, opened.write], reply: { token, expiresAt } });
};
