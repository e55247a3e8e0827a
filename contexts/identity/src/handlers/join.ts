import { accept, line, type Outcome, refuse, route, type Work } from '@espresso/contract';
import { z } from 'zod';
import { staffId, staffJoined } from '../contract/index.ts';
import { opens, readToken, SET_UP } from '../invitation.ts';
import type { Parts } from '../parts.ts';
import { openStaffSession } from '../session.ts';
import { invitations, owners, staff, TEAM, type Member } from '../tables.ts';
import { invitationToken, joined, unread } from './shapes.ts';

const body = z.strictObject({ token: invitationToken, name: line(60) });
type Asked = z.output<typeof body>;

// Unknown, used and too old are one answer: a guess learns nothing.
const refusals = {
  'invitation-invalid': [
    410,
    'This link does not work any more',
    'The link was used already, is too old, or was never made out.',
  ],
} as const;
const invalid = () => refuse('invitation-invalid');

/** The first owner, by the link that the first start prints. */
export const setUp = (parts: Parts) =>
  route(
    {
      method: 'POST',
      path: '/api/setup',
      summary: 'Become the first owner, with the link printed at the first start.',
      access: ['anyone'],
      params: unread,
      query: unread,
      body,
      reply: joined,
      refusals,
    },
    async (request, work) => join(request.body, 'the-first-owner', parts, work),
  );

/** Everybody else, by an owner's invitation. */
export const acceptInvitation = (parts: Parts) =>
  route(
    {
      method: 'POST',
      path: '/api/invitations/accept',
      summary: 'Join the staff with an invitation.',
      access: ['anyone'],
      params: unread,
      query: unread,
      body,
      reply: joined,
      refusals,
    },
    async (request, work) => join(request.body, 'invited', parts, work),
  );

const join = async (
  { token, name }: Asked,
  as: 'the-first-owner' | 'invited',
  { keys, vault }: Parts,
  work: Work,
): Promise<Outcome<z.input<typeof joined>, 'invitation-invalid'>> => {
  const read = readToken(token);
  if (read === undefined || (read.invitationId === SET_UP) !== (as === 'the-first-owner')) return invalid();
  const { invitationId } = read;
  const invitation = await work.get(invitations, { team: TEAM, invitationId });
  if (!opens(invitation, read, vault, work.nowMs)) return invalid();

  const { role, shopId, secretHash } = invitation;
  const member: Member = {
    team: TEAM,
    staffId: staffId.parse(work.ids.next()),
    name,
    role,
    ...(shopId !== undefined && { shopId }),
    joinedAtMs: work.nowMs,
  };
  const session = await openStaffSession(member, keys, work);
  const countOwner = owners.update({ team: TEAM }, 'ADD #owners :one', {
    names: { '#owners': 'owners' },
    values: { ':one': 1, ...(as === 'the-first-owner' && { ':none': 0 }) },
    ...(as === 'the-first-owner' && {
      condition: { if: 'attribute_not_exists(#owners) OR #owners = :none', otherwise: 'invitation-invalid' as const },
    }),
  });
  return accept({
    write: [
      // The link is used up by whoever comes first; the other finds it gone.
      invitations.delete(
        { team: TEAM, invitationId },
        { if: 'secretHash = :hash', values: { ':hash': secretHash }, otherwise: 'invitation-invalid' },
      ),
      staff.create(member),
      session.write,
      ...(countsAsOwner(member) ? [countOwner] : []),
    ],
    emit: [staffJoined({ staffId: member.staffId, role, ...(shopId !== undefined && { shopId }) })],
    reply: {
      token: session.token,
      expiresAt: session.expiresAt,
      staffId: member.staffId,
      name,
      role,
      ...(shopId !== undefined && { shopId }),
    },
  });
};

/** Whether somebody is one of those of whom there must always be one. */
export const countsAsOwner = ({ role, shopId }: Pick<Member, 'role' | 'shopId'>): boolean =>
  role === 'owner' && shopId === undefined;
