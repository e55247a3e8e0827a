import { route } from '@espresso/contract';
import { orderView } from '../contract/index.ts';
import { decide } from '../decide.ts';
import { carryOut } from './carry-out.ts';
import { emptyBody, findAtBar, ofOrder, refusals, unknown, unread } from './parts.ts';

/** A barista takes an order in hand. The workflow is told that somebody is at it. */
export const claimOrder = route(
  {
    method: 'POST',
    path: '/api/orders/{orderId}/claim',
    summary: 'Make this order: nobody else can take it then.',
    access: ['barista'],
    params: ofOrder,
    query: unread,
    body: emptyBody,
    reply: orderView,
    refusals: {
      'unknown-order': refusals['unknown-order'],
      'too-late': refusals['too-late'],
      'not-queued': refusals['not-queued'],
      'claimed-by-another': refusals['claimed-by-another'],
      'already-over': refusals['already-over'],
    },
  },
  async ({ params, caller }, work) => {
    const found = await findAtBar(caller, params.orderId, work);
    if (found === undefined) return unknown();
    const { stored, barista } = found;
    return carryOut(stored, decide.claim(stored.order, barista), work);
  },
);
