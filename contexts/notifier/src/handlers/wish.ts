import { customerId, sessionId } from '@coffee/identity/contract';
import { orderId } from '@coffee/validator/contract';
import { accept, refuse, route, type ServedRoute } from '@espresso/contract';
import { areSubscriptionKeys } from '@espresso/push';
import { z } from 'zod';
import { subscription, wishes } from '../tables.ts';
import { language } from '../words/index.ts';
import type { Parts } from './parts.ts';

/** An order takes minutes; whoever still waits after so long has asked at the bar. */
const KEPT_SECONDS = 12 * 3_600;
const WISHES_MAX = 20;

const ofOrder = z.strictObject({ orderId });
const channels = z.object({ push: z.boolean(), mail: z.boolean() });
const none = { push: false, mail: false };

/** Somebody wants to be told about an order, even with the page closed; or does not any more. */
export const setWish = ({ canMail, isPushService }: Parts): ServedRoute =>
  route(
    {
      method: 'PUT',
      path: '/api/orders/{orderId}/notices',
      summary: 'Say how you want to be told that your order is ready; with neither push nor mail, not at all.',
      access: ['customer'],
      params: ofOrder,
      query: z.unknown(),
      body: z.strictObject({ language, push: subscription.optional(), mail: z.boolean().default(false) }),
      reply: channels,
      refusals: {
        'push-unknown': [422, 'Not a push service we know'],
        'mail-off': [409, 'No mail goes out here'],
        'too-many-wishes': [409, 'Too many at once'],
        'not-a-customer': [403, 'Not a customer', 'Only a customer is told.'],
      },
    },
    async ({ params, body, caller }, work) => {
      if (caller.kind !== 'customer') return refuse('not-a-customer');
      const key = { customerId: customerId.parse(caller.customerId), orderId: params.orderId };
      const { push, mail } = body;
      if (push === undefined && !mail) return accept({ write: [wishes.delete(key)], reply: none });
      if (mail && !canMail) return refuse('mail-off', { detail: 'This bar knows no mail server: keep the page open.' });
      if (push !== undefined && !(isPushService(push.endpoint) && areSubscriptionKeys(push)))
        return refuse('push-unknown', { detail: 'The push service of this browser is not one this bar sends to.' });
      const { items } = await work.query(wishes, { partition: key.customerId, limit: WISHES_MAX });
      if (items.length >= WISHES_MAX && !items.some((one) => one.orderId === key.orderId))
        return refuse('too-many-wishes', { detail: 'Too many orders are followed with this address already.' });
      const wish = {
        ...key,
        sessionId: sessionId.parse(caller.sessionId),
        proved: caller.proved,
        language: body.language,
        ...(push && { push }),
        mail,
        expiresAt: Math.ceil(work.nowMs / 1_000) + KEPT_SECONDS,
      };
      return accept({ write: [wishes.put(wish)], reply: { push: push !== undefined, mail } });
    },
  );

/** What this session asked for, so that a page that was loaded again says so. */
export const showWish = route(
  {
    method: 'GET',
    path: '/api/orders/{orderId}/notices',
    summary: 'How you asked to be told about your order.',
    access: ['customer'],
    params: ofOrder,
    query: z.unknown(),
    body: z.unknown(),
    reply: channels,
    refusals: {},
  },
  async ({ params, caller }, work) => {
    if (caller.kind !== 'customer') return accept({ reply: none });
    const { customerId: id, sessionId: session } = caller;
    const wish = await work.get(wishes, { customerId: id, orderId: params.orderId });
    const isMine = wish?.sessionId === session;
    return accept({ reply: isMine ? { push: wish.push !== undefined, mail: wish.mail } : none });
  },
);
