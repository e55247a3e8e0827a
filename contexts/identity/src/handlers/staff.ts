import { accept, refuse, route } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { shopId } from '@coffee/shop/contract';
import { z } from 'zod';
import { isOwner, manages } from '../access.ts';
import { sessionsRevoked, staffId } from '../contract/index.ts';
import { expirySeconds, limits } from '../limits.ts';
import { OPERATOR } from '../operator.ts';
import { owners, staff, TEAM } from '../tables.ts';
import { countsAsOwner } from './join.ts';
import { instant, nothing, role, unread } from './shapes.ts';

const notAllowed = { 'not-allowed': [403, 'Not allowed', 'Only an owner may do this.'] } as const;

const shown = z.strictObject({
  staffId,
  name: z.string(),
  role,
  shopId: shopId.optional(),
  joinedAt: instant,
  revokedAt: instant.optional(),
});

/** The people who work here; an owner of one shop sees that shop's. */
export const listStaff = route(
  {
    method: 'GET',
    path: '/api/staff',
    summary: 'Who works here.',
    access: ['owner'],
    params: unread,
    query: z.strictObject({ after: staffId.optional() }),
    body: unread,
    reply: z.strictObject({ staff: z.array(shown), after: staffId.optional() }),
    refusals: notAllowed,
  },
  async ({ caller, query }, work) => {
    if (!isOwner(caller)) return refuse('not-allowed');
    const page = await work.query(staff, {
      partition: TEAM,
      ...(query.after !== undefined && { after: { team: TEAM, staffId: query.after } }),
    });
    const next = page.after?.['staffId'];
    return accept({
      reply: {
        staff: page.items
          .filter((member) => member.staffId !== OPERATOR && manages(caller, member.shopId))
          .map(({ staffId: id, name, role: as, shopId: at, joinedAtMs, revokedAtMs }) => ({
            staffId: id,
            name,
            role: as,
            ...(at !== undefined && { shopId: at }),
            joinedAt: iso(joinedAtMs),
            ...(revokedAtMs !== undefined && { revokedAt: iso(revokedAtMs) }),
          })),
        ...(typeof next === 'string' && { after: staffId.parse(next) }),
      },
    });
  },
);

/** Signs a member of staff out of everything, for good. Signed out already, it answers the same. */
export const revokeStaff = route(
  {
    method: 'POST',
    path: '/api/staff/{staffId}/revoke',
    summary: 'Sign a member of staff out everywhere, for good.',
    access: ['owner'],
    params: z.strictObject({ staffId }),
    query: unread,
    body: z.strictObject({}).optional(),
    reply: nothing,
    refusals: {
      ...notAllowed,
      'unknown-staff': [404, 'Nobody of this id', 'Nobody of this id works here.'],
      'last-owner': [409, 'The last owner stays', 'Somebody has to own this bar. Invite another owner first.'],
    },
  },
  async ({ caller, params }, work) => {
    if (!isOwner(caller)) return refuse('not-allowed');
    const key = { team: TEAM, staffId: params.staffId };
    const member = await work.get(staff, key);
    if (member === undefined || member.staffId === OPERATOR || !manages(caller, member.shopId))
      return refuse('unknown-staff');
    if (member.revokedAtMs !== undefined) return accept({ reply: {} });
    // Counted down with a condition of its own: of two owners who sign each other out at once, one stays.
    const countDown = owners.update<'last-owner'>({ team: TEAM }, 'ADD #owners :less', {
      names: { '#owners': 'owners' },
      values: { ':less': -1, ':one': 1 },
      condition: { if: '#owners > :one', otherwise: 'last-owner' },
    });
    return accept({
      write: [
        ...(countsAsOwner(member) ? [countDown] : []),
        staff.update(key, 'SET revokedAtMs = :now, expiresAt = :expiresAt', {
          values: { ':now': work.nowMs, ':expiresAt': expirySeconds(work.nowMs + limits.revokedStaffKeptMs) },
          condition: { if: 'attribute_exists(staffId) AND attribute_not_exists(revokedAtMs)' },
        }),
      ],
      emit: [sessionsRevoked({ staffId: member.staffId, by: caller.staffId })],
      reply: {},
    });
  },
);
