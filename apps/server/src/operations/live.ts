import {
  boardChannel,
  EVENTS_CHANNEL,
  orderChannel,
  queueChannel,
  shopEventsChannel,
} from '@coffee/publisher/contract';
import { shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { accept, refuse, route, worksAt, type ServedRoute } from '@espresso/contract';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { following } from '../http/open-stream.ts';
import { patternFrom, patternText } from './events.ts';

const query = z.strictObject({
  /** The number of the last event that was seen; Last-Event-ID says the same. */
  after: z
    .string()
    .regex(/^[0-9]{1,15}$/, 'the number of an event')
    .optional(),
});
const body = z.unknown();
const unknownShop = { 'unknown-shop': [404, 'No such shop', 'There is no shop of this name.'] } as const;

/** The streams: each says what it takes to follow it, and what is followed then. */
export const streamRoutes = (bar: Bar): readonly ServedRoute[] => {
  const showShop = bar.route('GET /api/shops/{shopId}');
  const showOrder = bar.route('GET /api/orders/{orderId}');
  return [
    route(
      {
        method: 'GET',
        path: '/api/shops/{shopId}/board/live',
        summary: 'What everybody in the room may follow: numbers, and the state of the shop.',
        access: ['anyone'],
        params: z.strictObject({ shopId }),
        query,
        body,
        reply: following,
        refusals: unknownShop,
      },
      async ({ params, caller }, work) => {
        const shop = await showShop.run({ params, query: {}, body: undefined, caller }, work);
        return shop.accepted ? accept({ reply: { channel: boardChannel(params.shopId) } }) : refuse('unknown-shop');
      },
    ),
    route(
      {
        method: 'GET',
        path: '/api/shops/{shopId}/queue/live',
        summary: 'What the baristas of a shop follow.',
        access: ['barista'],
        params: z.strictObject({ shopId }),
        query,
        body,
        reply: following,
        refusals: { ...unknownShop, 'other-shop': [403, 'Signed in to another shop'] },
      },
      async ({ params, caller }, work) => {
        if (!worksAt(caller, params.shopId))
          return refuse('other-shop', { detail: 'Your session is for another shop.' });
        const shop = await showShop.run({ params, query: {}, body: undefined, caller }, work);
        return shop.accepted ? accept({ reply: { channel: queueChannel(params.shopId) } }) : refuse('unknown-shop');
      },
    ),
    route(
      {
        method: 'GET',
        path: '/api/orders/{orderId}/live',
        summary: 'What happens to one order, for its customer and for the staff of its shop.',
        access: ['customer', 'barista'],
        params: z.strictObject({ orderId }),
        query,
        body,
        reply: following,
        refusals: { 'unknown-order': [404, 'No such order'] },
      },
      async ({ params, caller }, work) => {
        const order = await showOrder.run({ params, query: {}, body: undefined, caller }, work);
        if (!order.accepted)
          return refuse('unknown-order', { ...(order.detail !== undefined && { detail: order.detail }) });
        return accept({ reply: { channel: orderChannel(params.orderId), correlationId: params.orderId } });
      },
    ),
    route(
      {
        method: 'GET',
        path: '/api/events/live',
        summary: 'Every event as it happens, with its sentence; secrets and personal data masked.',
        access: ['viewer'],
        params: z.unknown(),
        query: query.extend({ pattern: patternText.optional(), correlationId: z.string().min(1).max(128).optional() }),
        body,
        reply: following,
        refusals: { 'pattern-invalid': [422, 'Not an event pattern'] },
      },
      ({ query: { pattern, correlationId }, caller }) => {
        const checked = pattern === undefined ? undefined : patternFrom(pattern);
        if (typeof checked === 'string') return Promise.resolve(refuse('pattern-invalid', { detail: checked }));
        const shop = caller.kind === 'staff' ? caller.shopId : undefined;
        return Promise.resolve(
          accept({
            reply: {
              channel: shop === undefined ? EVENTS_CHANNEL : shopEventsChannel(shop),
              ...(pattern !== undefined && { pattern }),
              ...(correlationId !== undefined && { correlationId }),
            },
          }),
        );
      },
    ),
  ];
};
