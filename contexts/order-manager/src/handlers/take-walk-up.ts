import { staffId } from '@coffee/identity/contract';
import { choice, resolveChoice } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { accept, refuse, route, worksAt } from '@espresso/contract';
import { z } from 'zod';
import { walkUpCustomer, walkUpTaken } from '../contract/index.ts';
import { menus, save } from '../tables.ts';
import { inShop, unknownShop, unread } from './parts.ts';

/** Somebody without a phone: the order begins here, and goes the way of all others, without a code. */
export const takeWalkUp = route(
  {
    method: 'POST',
    path: '/api/shops/{shopId}/walk-ups',
    summary: 'Order at the counter, for somebody without a phone.',
    status: 201,
    access: ['barista'],
    params: inShop,
    query: unread,
    body: choice,
    reply: z.object({ orderId }),
    refusals: {
      ...unknownShop,
      'other-shop': [403, 'Signed in to another shop'],
      'drink-unavailable': [409, 'Not to be had right now'],
    },
  },
  async ({ params: { shopId }, body: wish, caller }, work) => {
    if (!worksAt(caller, shopId)) return refuse('other-shop', { detail: 'You are signed in to another shop.' });
    const offer = await work.get(menus, { shopId });
    if (offer === undefined) return refuse('unknown-shop');
    const resolution = resolveChoice(offer.menu, wish);
    if (!resolution.accepted) return refuse('drink-unavailable', { detail: resolution.reason });
    const { drink } = resolution;
    const id = orderId.parse(work.ids.next());
    const order = { orderId: id, shopId, customerId: walkUpCustomer(id) };
    return accept({
      write: [save({ ...order, createdMs: work.nowMs, walkUp: drink, status: 'placed' }, undefined, work.nowMs)],
      emit: [walkUpTaken({ ...order, drink, baristaId: staffId.parse(caller.staffId) })],
      reply: { orderId: id },
    });
  },
);
