import { accept, on, refuse, route, type Work } from '@espresso/contract';
import { customerForgotten } from '../contract/index.ts';
import type { Parts } from '../parts.ts';
import { closeSessions } from '../session.ts';
import { customers, sessions } from '../tables.ts';
import { nothing, unread } from './shapes.ts';

/** Deletes the address behind a customer, ends the sessions, and tells everybody to let go of the id. */
export const forgetMe = ({ vault }: Parts) =>
  route(
    {
      method: 'DELETE',
      path: '/api/customers/me',
      summary: 'Forget me: delete my e-mail address and sign me out everywhere.',
      access: ['customer'],
      params: unread,
      query: unread,
      body: unread,
      reply: nothing,
      refusals: { 'not-a-customer': [403, 'Not a customer', 'Only a customer can be forgotten.'] },
    },
    async ({ caller }, work) => {
      if (caller.kind !== 'customer') return refuse('not-a-customer');
      const { customerId: holder, sessionId } = caller;
      const session = await work.get(sessions, { holder, sessionId });
      if (session?.kind !== 'customer') return accept({ reply: {} });
      const known = await work.get(customers, { addressKey: session.addressKey });
      const own = known?.customerId === holder ? known : undefined;
      // Who proved an address also speaks for what was merely typed under it; never the other way round.
      const typed =
        own?.certainty === 'proved'
          ? await work.get(customers, { addressKey: vault.addressKey('typed', own.email) })
          : undefined;
      const rows = [own, typed].filter((row) => row !== undefined);
      const closed = await closeSessions(holder, work);
      return accept({
        write: [
          ...rows.map(({ addressKey, customerId: id }) =>
            customers.delete({ addressKey }, { if: 'customerId = :id', values: { ':id': id } }),
          ),
          ...closed.write.filter((write) => write.type !== 'delete' || write.key['sessionId'] !== sessionId),
          sessions.delete({ holder, sessionId }),
        ],
        emit: rows.map(({ customerId }) => customerForgotten({ customerId })),
        reply: {},
      });
    },
  );

/** Ends what sessions are left, page by page: somebody may have signed in more often than one commit can undo. */
export const onCustomerForgotten = on([customerForgotten], async ({ detail }, work: Work) => {
  const { write, more } = await closeSessions(detail.customerId, work);
  return accept({ write, emit: more ? [customerForgotten(detail)] : [] });
});
