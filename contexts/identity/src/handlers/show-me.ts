import { accept, personal, refuse, route } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import { certainty } from '../vault.ts';
import { customers, sessions } from '../tables.ts';
import { instant, unread } from './shapes.ts';

const SESSIONS_MAX = 50;

/** Everything this context knows of whoever asks: for their own eyes (GDPR, articles 15 and 20). */
export const showMe = route(
  {
    method: 'GET',
    path: '/api/customers/me',
    summary: 'What is kept about me: my address, until when, and where I am signed in.',
    access: ['customer'],
    params: unread,
    query: unread,
    body: unread,
    reply: z.strictObject({
      customerId: z.string(),
      email: personal(z.string()).optional(),
      certainty: certainty.optional(),
      registeredAt: instant.optional(),
      /** When it is deleted, if nothing is ordered until then. */
      keptUntil: instant.optional(),
      signedInSince: z.array(instant),
    }),
    refusals: { 'not-a-customer': [403, 'Not a customer', 'Only a customer has such data.'] },
  },
  async ({ caller }, work) => {
    if (caller.kind !== 'customer') return refuse('not-a-customer');
    const { customerId: holder, sessionId, proved } = caller;
    const session = await work.get(sessions, { holder, sessionId });
    const known =
      session?.kind === 'customer' ? await work.get(customers, { addressKey: session.addressKey }) : undefined;
    const own = known?.customerId === holder ? known : undefined;
    // Anybody may have typed the same address elsewhere: their sessions are none of this one's business.
    const { items } = await work.query(sessions, { partition: holder, limit: SESSIONS_MAX });
    const mine = items.filter((one) => proved || one.sessionId === sessionId);
    return accept({
      reply: {
        customerId: holder,
        ...(own && {
          email: own.email,
          certainty: own.certainty,
          registeredAt: iso(own.registeredAtMs),
          keptUntil: iso(own.expiresAt * 1_000),
        }),
        signedInSince: mine.map(({ openedAtMs }) => iso(openedAtMs)),
      },
    });
  },
);
