import { customerId, sessionId, staffId } from '@coffee/identity/contract';
import { cancellationRequested, drinkChosen, orderClaimed, orderCompleted } from '@coffee/order-manager/contract';
import {
  orderCancelled,
  orderFailed,
  orderFinished,
  shopUnavailable,
  waitingCompletion,
  workflowStarted,
} from '@coffee/order-processor/contract';
import { chosenDrink, shopId } from '@coffee/shop/contract';
import { drinkReturned, newOrder, orderId } from '@coffee/validator/contract';
import { defineContext } from '@espresso/contract';

/** What happens to one order, for tests, and the contexts it happens in. */
export const order = {
  orderId: orderId.parse('order-1'),
  shopId: shopId.parse('main'),
  customerId: customerId.parse('ana'),
  sessionId: sessionId.parse('s0'),
};
const { sessionId: _, ...about } = order;
const drink = chosenDrink.parse({
  drinkId: 'flat-white',
  name: 'Flat White',
  icon: 'flat-white',
  modifiers: ['Oat milk'],
  ingredients: { beans: 18 },
});
const numbered = { ...about, orderNumber: 42 };
const baristaId = staffId.parse('bo');

export const life = {
  scanned: newOrder(order),
  started: workflowStarted({ ...about, taskToken: 'token-of-the-customer', chooseBy: '2026-11-23T09:05:00.000Z' }),
  chosen: drinkChosen({ ...about, drink }),
  queued: waitingCompletion({
    ...numbered,
    drink,
    taskToken: 'token-of-the-barista',
    makeBy: '2026-11-23T09:20:00.000Z',
  }),
  claimed: orderClaimed({ ...numbered, baristaId }),
  completed: orderCompleted({ ...numbered, baristaId }),
  failed: orderFailed({ ...about, error: 'States.Runtime' }),
  finished: orderFinished(numbered),
  full: shopUnavailable({ ...about, reason: 'no-capacity', detail: '' }),
  returned: drinkReturned({ orderId: order.orderId, shopId: order.shopId, windowStartMs: 1 }),
  cancelling: (reason: string) => cancellationRequested({ ...about, by: 'customer', reason }),
  cancelled: (reason: string) => orderCancelled({ ...about, by: 'customer', reason }),
};

/** Their owners, as far as publishing goes. */
export const owners = [
  defineContext({ name: 'validator', purpose: 'Scans.', publishes: [newOrder, drinkReturned] }),
  defineContext({
    name: 'order-processor',
    purpose: 'Carries orders.',
    publishes: [workflowStarted, waitingCompletion, orderFailed, orderFinished, shopUnavailable, orderCancelled],
  }),
  defineContext({
    name: 'order-manager',
    purpose: 'Keeps orders.',
    publishes: [drinkChosen, orderClaimed, orderCompleted, cancellationRequested],
  }),
];
