import { choice, resolveChoice } from '@coffee/shop/contract';
import { refuse, route } from '@espresso/contract';
import { z } from 'zod';
import { drinkRefused, orderView } from '../contract/index.ts';
import { decide } from '../decide.ts';
import { menus, type StoredOrder } from '../tables.ts';
import { carryOut } from './carry-out.ts';
import { findFor, ofOrder, refusals, sentenceFor, unknown, unread } from './parts.ts';

const GROUPS_MAX = 20;
const body = z.strictObject({
  ...choice.shape,
  options: choice.shape.options.refine((options) => Object.keys(options).length <= GROUPS_MAX, {
    error: `at most ${String(GROUPS_MAX)} groups`,
  }),
});

/** The customer chose: the choice is checked against the menu as it stands, and the workflow goes on. */
export const chooseDrink = route(
  {
    method: 'POST',
    path: '/api/orders/{orderId}/drink',
    summary: 'Choose the drink of your order.',
    access: ['customer'],
    params: ofOrder,
    query: unread,
    body,
    reply: orderView,
    refusals: {
      'unknown-order': refusals['unknown-order'],
      'not-yet': refusals['not-yet'],
      'too-late': refusals['too-late'],
      'drink-unavailable': [409, 'Not to be had right now'],
    },
  },
  async ({ params, body: wish, caller }, work) => {
    const stored = await findFor(caller, params.orderId, work);
    if (stored === undefined) return unknown();
    const { orderId, shopId, customerId } = stored.order;
    const offer = await work.get(menus, { shopId });
    const resolution =
      offer === undefined
        ? ({ accepted: false, reason: 'There is no menu yet. Try again in a moment.' } as const)
        : resolveChoice(offer.menu, wish);
    if (!resolution.accepted) {
      if (stored.order.status !== 'choosing') return tooLateOrEarly(stored);
      const { reason } = resolution;
      return refuse('drink-unavailable', {
        detail: reason,
        emit: [drinkRefused({ orderId, shopId, customerId, drinkId: wish.drinkId, reason })],
      });
    }
    return carryOut(stored, decide.choose(stored.order, resolution.drink), work);
  },
);

const tooLateOrEarly = ({ order }: StoredOrder) => {
  const reason = order.status === 'placed' ? 'not-yet' : 'too-late';
  return refuse(reason, { detail: sentenceFor(reason, order) });
};
