import { lineOrNothing, route } from '@espresso/contract';
import { z } from 'zod';
import { orderView } from '../contract/index.ts';
import { decide } from '../decide.ts';
import { carryOut } from './carry-out.ts';
import { findFor, ofOrder, refusals, unknown, unread } from './parts.ts';

const body = z.strictObject({ reason: lineOrNothing(200).optional() }).optional();

/** Somebody calls it off. Everything the order took is given back once its workflow has been told. */
export const cancelOrder = route(
  {
    method: 'POST',
    path: '/api/orders/{orderId}/cancel',
    summary: 'Cancel this order: its customer until it is being made, a barista until it is ready.',
    access: ['customer', 'barista'],
    params: ofOrder,
    query: unread,
    body,
    reply: orderView,
    refusals: {
      'unknown-order': refusals['unknown-order'],
      'too-late': refusals['too-late'],
      'being-made': refusals['being-made'],
      'already-over': refusals['already-over'],
    },
  },
  async ({ params, body: wish, caller }, work) => {
    const stored = await findFor(caller, params.orderId, work);
    if (stored === undefined) return unknown();
    const by = caller.kind === 'customer' ? 'customer' : 'barista';
    return carryOut(stored, decide.cancel(stored.order, by, wish?.reason ?? ''), work);
  },
);
