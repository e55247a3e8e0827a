import { route } from '@espresso/contract';
import { z } from 'zod';
import { orderView } from '../contract/index.ts';
import { decide } from '../decide.ts';
import { carryOut } from './carry-out.ts';
import { findAtBar, ofOrder, refusals, unknown, unread } from './parts.ts';

/** An order goes before all others, or back in line. Who did it stands in the log. */
export const rushOrder = route(
  {
    method: 'POST',
    path: '/api/orders/{orderId}/rush',
    summary: 'Move this order to the front of the queue, or back to its place.',
    access: ['barista'],
    params: ofOrder,
    query: unread,
    body: z.strictObject({ rush: z.boolean().default(true) }).default({ rush: true }),
    reply: orderView,
    refusals: {
      'unknown-order': refusals['unknown-order'],
      'too-late': refusals['too-late'],
      'not-queued': refusals['not-queued'],
      'being-made': refusals['being-made'],
      'already-over': refusals['already-over'],
    },
  },
  async ({ params, body, caller }, work) => {
    const found = await findAtBar(caller, params.orderId, work);
    if (found === undefined) return unknown();
    const { stored, barista } = found;
    return carryOut(stored, decide.rush(stored.order, barista, body.rush), work);
  },
);
