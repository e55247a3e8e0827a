import { route } from '@espresso/contract';
import { orderView } from '../contract/index.ts';
import { decide } from '../decide.ts';
import { carryOut } from './carry-out.ts';
import { emptyBody, findAtBar, ofOrder, refusals, unknown, unread } from './parts.ts';

/** Tapped by mistake: the drink still waits to be picked up. */
export const recallOrder = route(
  {
    method: 'POST',
    path: '/api/orders/{orderId}/recall',
    summary: 'This order was not picked up after all: it is ready again.',
    access: ['barista'],
    params: ofOrder,
    query: unread,
    body: emptyBody,
    reply: orderView,
    refusals: {
      'unknown-order': refusals['unknown-order'],
      'too-late': refusals['too-late'],
      'not-collected': refusals['not-collected'],
    },
  },
  async ({ params, caller }, work) => {
    const found = await findAtBar(caller, params.orderId, work);
    if (found === undefined) return unknown();
    return carryOut(found.stored, decide.recall(found.stored.order), work);
  },
);
