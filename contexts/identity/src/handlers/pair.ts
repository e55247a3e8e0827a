import { accept, type Caller, line, refuse, route, secret, worksAt } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { shopId, type ShopId } from '@coffee/shop/contract';
import { z } from 'zod';
import { isOwner, manages } from '../access.ts';
import { staffId, staffInvited, staffJoined } from '../contract/index.ts';
import { expirySeconds, limits } from '../limits.ts';
import { drawPairing, pairingKey, polls, readPairingCode, readPairingToken } from '../pairing.ts';
import type { Parts } from '../parts.ts';
import { openStaffSession } from '../session.ts';
import { pairings, staff, TEAM, type Member } from '../tables.ts';
import { instant, invitationToken, joined, unread } from './shapes.ts';

/** What a screen can be paired as: a person who manages joins by a link instead. */
const pairedRole = z.enum(['display', 'barista']);

/** A screen without a keyboard shows a code and waits until somebody of the staff types it on their own. */
export const startPairing = ({ vault }: Parts) =>
  route(
    {
      method: 'POST',
      path: '/api/pairings',
      summary: 'Draw a code of six characters for a screen to show, and the token it asks with.',
      access: ['anyone'],
      params: unread,
      query: unread,
      body: z.strictObject({}).optional(),
      reply: z.strictObject({ code: z.string(), token: secret(z.string()), expiresAt: instant }),
      status: 201,
      refusals: {},
    },
    async (_, work) => {
      const { code, token, key, pollHash } = drawPairing(work.random, vault);
      const expiresAt = expirySeconds(work.nowMs + limits.pairingMs);
      return accept({
        // A code that another screen shows just now is drawn again.
        write: [pairings.create({ pairingKey: key, pollHash, expiresAt })],
        reply: { code, token, expiresAt: iso(expiresAt * 1_000) },
      });
    },
  );

const unknown = () =>
  refuse('pairing-unknown', {
    detail: 'No screen shows this code now. Look at the screen again: it changes every ten minutes.',
  });

/** Whether this member of staff may let a screen in: a barista a display, an owner a tablet too, each at their own shops. */
const mayPair = (caller: Caller, role: z.output<typeof pairedRole>, shop: ShopId): boolean =>
  isOwner(caller) ? manages(caller, shop) : role === 'display' && worksAt(caller, shop);

/** Somebody of the staff typed the code that a screen shows. */
export const approvePairing = ({ vault }: Parts) =>
  route(
    {
      method: 'POST',
      path: '/api/pairings/{code}/approve',
      summary: 'Let the screen in that shows this code.',
      access: ['barista'],
      params: z.strictObject({ code: z.string().min(1).max(20) }),
      query: unread,
      body: z.strictObject({ role: pairedRole.default('display'), shopId, name: line(60).optional() }),
      reply: z.strictObject({ role: pairedRole, shopId, name: z.string() }),
      refusals: {
        'pairing-unknown': [404, 'No screen shows this code'],
        'not-allowed': [403, 'Not allowed', 'You may not let this screen in.'],
      },
    },
    async ({ params, body, caller }, work) => {
      if (caller.kind !== 'staff' || !mayPair(caller, body.role, body.shopId)) return refuse('not-allowed');
      const code = readPairingCode(params.code);
      const key = code === undefined ? undefined : pairingKey(code, vault);
      const pairing = key === undefined ? undefined : await work.get(pairings, { pairingKey: key });
      if (key === undefined || pairing === undefined || work.nowMs >= pairing.expiresAt * 1_000) return unknown();
      const { role, shopId: shop, name = role === 'display' ? 'Display' : 'Tablet' } = body;
      const reply = { role, shopId: shop, name };
      // A second tap; somebody else's approval stays as it is.
      if (pairing.approved !== undefined) return pairing.approved.by === caller.staffId ? accept({ reply }) : unknown();
      return accept({
        write: [
          pairings.update({ pairingKey: key }, 'SET approved = :approved', {
            values: { ':approved': { ...reply, by: caller.staffId } },
            condition: { if: 'attribute_exists(pairingKey) AND attribute_not_exists(approved)' },
          }),
        ],
        emit: [staffInvited({ invitationId: work.ids.next(), role, shopId: shop, by: caller.staffId })],
        reply,
      });
    },
  );

/** The screen asks whether it was let in. It is told its session once. */
export const pollPairing = ({ keys, vault }: Parts) =>
  route(
    {
      method: 'POST',
      path: '/api/pairings/poll',
      summary: 'Ask whether the code was typed; the session of the screen, once it was.',
      access: ['anyone'],
      params: unread,
      query: unread,
      body: z.strictObject({ token: invitationToken }),
      reply: z.union([
        z.strictObject({ status: z.literal('waiting') }),
        joined.extend({ status: z.literal('paired') }),
      ]),
      refusals: { 'pairing-over': [410, 'This code is not good any more'] },
    },
    async ({ body }, work) => {
      const read = readPairingToken(body.token);
      const pairing = read === undefined ? undefined : await work.get(pairings, { pairingKey: read.pairingKey });
      if (read === undefined || !polls(pairing, read, vault, work.nowMs)) return refuse('pairing-over');
      if (pairing.approved === undefined) return accept({ reply: { status: 'waiting' } as const });
      const { role, shopId: shop, name } = pairing.approved;
      const member: Member = {
        team: TEAM,
        staffId: staffId.parse(work.ids.next()),
        name,
        role,
        shopId: shop,
        joinedAtMs: work.nowMs,
      };
      const session = await openStaffSession(member, keys, work);
      return accept({
        write: [
          // Used up by whoever asks first; of two at once the other finds it gone.
          pairings.delete(
            { pairingKey: read.pairingKey },
            { if: 'pollHash = :hash', values: { ':hash': pairing.pollHash }, otherwise: 'pairing-over' as const },
          ),
          staff.create(member),
          session.write,
        ],
        emit: [staffJoined({ staffId: member.staffId, role, shopId: shop })],
        reply: {
          status: 'paired',
          token: session.token,
          expiresAt: session.expiresAt,
          staffId: member.staffId,
          name,
          role,
          shopId: shop,
        } as const,
      });
    },
  );
