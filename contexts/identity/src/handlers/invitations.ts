import { accept, line, refuse, route, secret } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { shopId } from '@coffee/shop/contract';
import { z } from 'zod';
import { isOwner, manages } from '../access.ts';
import { staffInvited } from '../contract/index.ts';
import { drawToken, linkOf, SET_UP } from '../invitation.ts';
import { expirySeconds, limits } from '../limits.ts';
import type { Parts } from '../parts.ts';
import { invitations, TEAM } from '../tables.ts';
import { instant, invitationId, nothing, role, unread } from './shapes.ts';

const notAllowed = { 'not-allowed': [403, 'Not allowed', 'Only an owner may do this.'] } as const;

/** Makes out a link that lets one person in. An owner of one shop invites to that shop only. */
export const invite = ({ vault }: Parts) =>
  route(
    {
      method: 'POST',
      path: '/api/invitations',
      summary: 'Invite one person to the staff.',
      status: 201,
      access: ['owner'],
      params: unread,
      query: unread,
      body: z.strictObject({ role, shopId: shopId.optional(), note: line(120).optional() }),
      reply: z.strictObject({
        invitationId,
        token: secret(z.string()),
        path: secret(z.string()),
        expiresAt: instant,
      }),
      refusals: notAllowed,
    },
    async ({ body, caller }, work) => {
      if (!isOwner(caller) || !manages(caller, body.shopId))
        return refuse('not-allowed', { detail: 'An owner of one shop invites people to that shop only.' });
      const id = work.ids.next();
      const { token, secretHash } = drawToken(id, work.random, vault);
      const expiresAt = expirySeconds(work.nowMs + limits.invitationMs);
      const to = { role: body.role, ...(body.shopId !== undefined && { shopId: body.shopId }) };
      return accept({
        write: [
          invitations.create({
            team: TEAM,
            invitationId: id,
            secretHash,
            ...to,
            ...(body.note !== undefined && { note: body.note }),
            by: caller.staffId,
            invitedAtMs: work.nowMs,
            expiresAt,
          }),
        ],
        emit: [staffInvited({ invitationId: id, ...to, by: caller.staffId })],
        reply: {
          invitationId: id,
          token,
          path: linkOf(id, body.role, token),
          expiresAt: iso(expiresAt * 1_000),
        },
      });
    },
  );

const open = z.strictObject({
  invitationId,
  role,
  shopId: shopId.optional(),
  note: z.string().optional(),
  by: z.string(),
  invitedAt: instant,
  expiresAt: instant,
});

/** The invitations that still wait for their person; the tokens are told to nobody twice. */
export const listInvitations = route(
  {
    method: 'GET',
    path: '/api/invitations',
    summary: 'Invitations nobody has used yet.',
    access: ['owner'],
    params: unread,
    query: z.strictObject({ after: invitationId.optional() }),
    body: unread,
    reply: z.strictObject({ invitations: z.array(open), after: invitationId.optional() }),
    refusals: notAllowed,
  },
  async ({ caller, query }, work) => {
    if (!isOwner(caller)) return refuse('not-allowed');
    const page = await work.query(invitations, {
      partition: TEAM,
      ...(query.after !== undefined && { after: { team: TEAM, invitationId: query.after } }),
    });
    const next = page.after?.['invitationId'];
    return accept({
      reply: {
        invitations: page.items
          .filter((item) => item.invitationId !== SET_UP && manages(caller, item.shopId))
          .filter((item) => work.nowMs < item.expiresAt * 1_000)
          .map(({ invitationId: id, role: as, shopId: at, note, by, invitedAtMs, expiresAt }) => ({
            invitationId: id,
            role: as,
            ...(at !== undefined && { shopId: at }),
            ...(note !== undefined && { note }),
            by,
            invitedAt: iso(invitedAtMs),
            expiresAt: iso(expiresAt * 1_000),
          })),
        ...(typeof next === 'string' && { after: next }),
      },
    });
  },
);

/** Takes an invitation back. */
export const withdrawInvitation = route(
  {
    method: 'DELETE',
    path: '/api/invitations/{invitationId}',
    summary: 'Take an invitation back.',
    access: ['owner'],
    params: z.strictObject({ invitationId }),
    query: unread,
    body: unread,
    reply: nothing,
    refusals: { ...notAllowed, 'unknown-invitation': [404, 'There is no such invitation'] },
  },
  async ({ caller, params }, work) => {
    if (!isOwner(caller)) return refuse('not-allowed');
    const key = { team: TEAM, invitationId: params.invitationId };
    const invitation = await work.get(invitations, key);
    if (invitation === undefined || invitation.invitationId === SET_UP || !manages(caller, invitation.shopId))
      return refuse('unknown-invitation', { detail: 'It was used, taken back, or never made out.' });
    return accept({ write: [invitations.delete(key)], reply: {} });
  },
);
