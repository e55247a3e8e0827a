import { route } from '@espresso/contract';
import { orderView } from '../contract/index.ts';
import { decide } from '../decide.ts';
import { carryOut } from './carry-out.ts';
import { emptyBody, findAtBar, ofOrder, refusals, unknown, unread } from './parts.ts';

/** The drink is handed over: the order leaves the board. */
export const collectOrder = route(
  {
    method: 'POST',
    path: '/api/orders/{orderId}/collect',
    summary: 'This order was picked up.',
    access: ['barista'],
    params: ofOrder,
    query: unread,
    body: emptyBody,
    reply: orderView,
    refusals: {
      'unknown-order': refusals['unknown-order'],
      'too-late': refusals['too-late'],
      'not-ready': refusals['not-ready'],
      'already-over': refusals['already-over'],
    },
  },
  async ({ params, caller }, work) => {
    const found = await findAtBar(caller, params.orderId, work);
    if (found === undefined) return unknown();
    const { stored, barista } = found;
    return carryOut(stored, decide.collect(stored.order, barista.atMs), work);
  },
);
