import { route } from '@espresso/contract';
import { orderView } from '../contract/index.ts';
import { decide } from '../decide.ts';
import { carryOut } from './carry-out.ts';
import { emptyBody, findAtBar, ofOrder, refusals, unknown, unread } from './parts.ts';

/** The drink is made: the workflow wakes for the last time. */
export const completeOrder = route(
  {
    method: 'POST',
    path: '/api/orders/{orderId}/complete',
    summary: 'This order is made.',
    access: ['barista'],
    params: ofOrder,
    query: unread,
    body: emptyBody,
    reply: orderView,
    refusals: {
      'unknown-order': refusals['unknown-order'],
      'too-late': refusals['too-late'],
      'not-queued': refusals['not-queued'],
      'not-claimed': refusals['not-claimed'],
      'claimed-by-another': refusals['claimed-by-another'],
      'already-over': refusals['already-over'],
    },
  },
  async ({ params, caller }, work) => {
    const found = await findAtBar(caller, params.orderId, work);
    if (found === undefined) return unknown();
    const { stored, barista } = found;
    return carryOut(stored, decide.complete(stored.order, barista), work);
  },
);
