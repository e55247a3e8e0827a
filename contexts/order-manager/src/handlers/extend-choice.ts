import { route } from '@espresso/contract';
import { orderView } from '../contract/index.ts';
import { decide } from '../decide.ts';
import { carryOut } from './carry-out.ts';
import { emptyBody, findFor, ofOrder, refusals, unknown, unread } from './parts.ts';

/** The customer needs longer to choose: the place is kept as long again. */
export const extendChoice = route(
  {
    method: 'POST',
    path: '/api/orders/{orderId}/more-time',
    summary: 'Ask for more time to choose: as long again, from now, up to ten times.',
    access: ['customer'],
    params: ofOrder,
    query: unread,
    body: emptyBody,
    reply: orderView,
    refusals: {
      'unknown-order': refusals['unknown-order'],
      'not-yet': refusals['not-yet'],
      'too-late': refusals['too-late'],
      'extended-enough': refusals['extended-enough'],
    },
  },
  async ({ params, caller }, work) => {
    const stored = await findFor(caller, params.orderId, work);
    return stored === undefined ? unknown() : carryOut(stored, decide.extend(stored.order, work.nowMs), work);
  },
);
