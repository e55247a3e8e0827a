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

export const drinkChosen = defineEvent({
  owner,
  detailType: 'OrderManager.DrinkChosen',
  version: 1,
  detail: z.object({ ...order, drink: chosenDrink }),
  example: {
    ...example,
    drink: chosenDrink.parse({
      drinkId: 'latte',
      name: 'Latte',
      icon: 'latte',
      modifiers: [],
      ingredients: { beans: 18 },
    }),
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

export const cancellationRequested = defineEvent({
  owner,
  detailType: 'OrderManager.CancellationRequested',
  version: 1,
  detail: z.object({ ...order, by: z.enum(['customer', 'barista']), reason: z.string(), ...begunBy }),
  example: { ...example, by: 'barista', reason: 'the machine broke' },
  sentence: ({ by, reason }) =>
    `The ${by} cancels the order${reason === '' ? '' : `: ${reason}`}. The workflow is told.`,
});
