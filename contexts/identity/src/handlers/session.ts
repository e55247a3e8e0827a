import { accept, route } from '@espresso/contract';
import { shopId } from '@coffee/shop/contract';
import { customerId, staffId } from '../contract/index.ts';
import { sessions } from '../tables.ts';
import { nothing, unread, whoami } from './shapes.ts';

/** Tells a caller who they are. */
export const whoAmI = route(
  {
    method: 'GET',
    path: '/api/session',
    summary: 'Who am I?',
    access: ['anyone'],
    params: unread,
    query: unread,
    body: unread,
    reply: whoami,
    refusals: {},
  },
  async ({ caller }) => {
    switch (caller.kind) {
      case 'anonymous':
        return accept({ reply: { kind: 'anonymous' } as const });
      case 'customer':
        return accept({
          reply: {
            kind: 'customer',
            customerId: customerId.parse(caller.customerId),
            shopId: shopId.parse(caller.shopId),
          } as const,
        });
      case 'staff':
        return accept({
          reply: {
            kind: 'staff',
            staffId: staffId.parse(caller.staffId),
            name: caller.name,
            role: caller.role,
            ...(caller.shopId !== undefined && { shopId: shopId.parse(caller.shopId) }),
          } as const,
        });
    }
  },
);

/** Ends the session that asks, at once and for good; signed out already, it answers the same. */
export const signOut = route(
  {
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out.',
    access: ['anyone'],
    params: unread,
    query: unread,
    body: unread,
    reply: nothing,
    refusals: {},
  },
  async ({ caller }) => {
    switch (caller.kind) {
      case 'anonymous':
        return accept({ reply: {} });
      case 'customer':
        return accept({
          write: [sessions.delete({ holder: caller.customerId, sessionId: caller.sessionId })],
          reply: {},
        });
      case 'staff':
        return accept({
          write: [sessions.delete({ holder: caller.staffId, sessionId: caller.sessionId })],
          reply: {},
        });
    }
  },
);
