import { customerId, sessionId, staffId } from '@coffee/identity/contract';
import { chosenDrink, drinkId, shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineEvent } from '@espresso/contract';
import { z } from 'zod';

const owner = 'order-manager';
const order = { orderId, shopId, customerId };
const numbered = { ...order, orderNumber: z.number().int().positive() };
const example = {
  orderId: orderId.parse('order-1'),
  shopId: shopId.parse('main'),
  customerId: customerId.parse('customer-1'),
};
/** The session that began the order: where the address was only typed, nobody else may be told of it. */
const begunBy = { sessionId: sessionId.optional() };
const barista = { baristaId: staffId.parse('staff-2') };

const drinkChosenExample = chosenDrink.parse({
  drinkId: 'latte',
  name: 'Latte',
  icon: 'latte',
  modifiers: [],
  ingredients: { beans: 18 },
});

export const drinkChosen = defineEvent({
  owner,
  detailType: 'OrderManager.DrinkChosen',
  version: 1,
  detail: z.object({ ...order, drink: chosenDrink }),
  example: {
    ...example,
    drink: drinkChosenExample,
  },
  sentence: ({ drink }) => `The customer chose a ${drink.name}. The order's task token wakes the workflow.`,
});

/** Why a choice was not taken. */
export const drinkRefused = defineEvent({
  owner,
  detailType: 'OrderManager.DrinkRefused',
  version: 1,
  detail: z.object({ ...order, drinkId, reason: z.string() }),
  example: { ...example, drinkId: drinkId.parse('latte'), reason: 'Latte is not on the menu right now.' },
  sentence: ({ reason }) => `The choice does not fit the menu as it stands: ${reason}`,
});

export const orderClaimed = defineEvent({
  owner,
  detailType: 'OrderManager.OrderClaimed',
  version: 1,
  detail: z.object({ ...numbered, baristaId: staffId }),
  example: { ...example, orderNumber: 42, ...barista },
  sentence: ({ orderNumber }) => `A barista makes order #${String(orderNumber)}; nobody else can take it now.`,
});

export const orderReleased = defineEvent({
  owner,
  detailType: 'OrderManager.OrderReleased',
  version: 1,
  detail: z.object({ ...numbered, baristaId: staffId }),
  example: { ...example, orderNumber: 42, ...barista },
  sentence: ({ orderNumber }) => `The barista gave order #${String(orderNumber)} back to the queue.`,
});

export const orderCompleted = defineEvent({
  owner,
  detailType: 'OrderManager.OrderCompleted',
  version: 1,
  detail: z.object({ ...numbered, baristaId: staffId, ...begunBy }),
  example: { ...example, orderNumber: 42, ...barista },
  sentence: ({ orderNumber }) =>
    `Order #${String(orderNumber)} is ready. The task token wakes the workflow for the last time.`,
});

export const orderCollected = defineEvent({
  owner,
  detailType: 'OrderManager.OrderCollected',
  version: 1,
  detail: z.object(numbered),
  example: { ...example, orderNumber: 42 },
  sentence: ({ orderNumber }) => `Order #${String(orderNumber)} was picked up.`,
});

/** Somebody orders at the counter, without a phone: the order goes the way of all others. */
export const walkUpTaken = defineEvent({
  owner,
  detailType: 'OrderManager.WalkUpTaken',
  version: 1,
  detail: z.object({ ...order, drink: chosenDrink, baristaId: staffId }),
  example: { ...example, drink: drinkChosenExample, ...barista },
  sentence: ({ drink }) =>
    `A ${drink.name} was ordered at the counter, without a phone: an order begins, and goes the way of all others.`,
});

export const orderRushed = defineEvent({
  owner,
  detailType: 'OrderManager.OrderRushed',
  version: 1,
  detail: z.object({ ...numbered, baristaId: staffId }),
  example: { ...example, orderNumber: 42, ...barista },
  sentence: ({ orderNumber }) => `A barista moved order #${String(orderNumber)} to the front of the queue.`,
});

export const orderBackInLine = defineEvent({
  owner,
  detailType: 'OrderManager.OrderBackInLine',
  version: 1,
  detail: z.object({ ...numbered, baristaId: staffId }),
  example: { ...example, orderNumber: 42, ...barista },
  sentence: ({ orderNumber }) => `Order #${String(orderNumber)} waits its turn again.`,
});

export const orderRecalled = defineEvent({
  owner,
  detailType: 'OrderManager.OrderRecalled',
  version: 1,
  detail: z.object(numbered),
  example: { ...example, orderNumber: 42 },
  sentence: ({ orderNumber }) => `Order #${String(orderNumber)} was not picked up after all: it is ready again.`,
});

export const customerReminded = defineEvent({
  owner,
  detailType: 'OrderManager.CustomerReminded',
  version: 1,
  detail: z.object(numbered),
  example: { ...example, orderNumber: 42 },
  sentence: ({ orderNumber }) => `The customer is told once more that order #${String(orderNumber)} is ready.`,
});

export const cancellationRequested = defineEvent({
  owner,
  detailType: 'OrderManager.CancellationRequested',
  version: 1,
  detail: z.object({ ...order, by: z.enum(['customer', 'barista']), reason: z.string(), ...begunBy }),
  example: { ...example, by: 'barista', reason: 'the machine broke' },
  sentence: ({ by, reason }) =>
    `The ${by} cancels the order${reason === '' ? '' : `: ${reason}`}. The workflow is told.`,
});
