import { customerId } from '@coffee/identity/contract';
import { chosenDrink, ingredientId, shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineEvent, secret } from '@espresso/contract';
import { z } from 'zod';

const owner = 'order-processor';
const order = { orderId, shopId, customerId };
const example = {
  orderId: orderId.parse('order-1'),
  shopId: shopId.parse('main'),
  customerId: customerId.parse('customer-1'),
};
const orderNumber = z.number().int().positive();
/** Opens the waiting workflow: travels on the internal bus only. */
const taskToken = secret(z.string());
/** An instant, ISO 8601 in UTC. */
const instant = z.string();
const flatWhite = chosenDrink.parse({
  drinkId: 'flat-white',
  name: 'Flat White',
  icon: 'flat-white',
  modifiers: ['Oat milk'],
  ingredients: { beans: 18, 'oat-milk': 130, cup: 1 },
});

/** Are we open, do we have capacity? No: the order ends here. */
export const shopUnavailable = defineEvent({
  owner,
  detailType: 'OrderProcessor.ShopUnavailable',
  version: 1,
  detail: z.object({ ...order, reason: z.enum(['closed', 'paused', 'draining', 'no-capacity']), detail: z.string() }),
  example: { ...example, reason: 'no-capacity', detail: '' },
  sentence: ({ reason, detail }) =>
    reason === 'no-capacity'
      ? 'The workflow asked whether there is capacity, and there was none: the order ends here.'
      : reason === 'draining'
        ? 'The workflow asked whether the shop is open, and the last orders were taken: the order ends here.'
        : `The workflow asked whether the shop is open, and it is ${reason}${detail === '' ? '' : ` (${detail})`}: the order ends here.`,
});

/** The shop is open and has room: an order exists and waits for its drink to be chosen. */
export const workflowStarted = defineEvent({
  owner,
  detailType: 'OrderProcessor.WorkflowStarted',
  version: 1,
  detail: z.object({ ...order, taskToken, chooseBy: instant }),
  example: { ...example, taskToken: 'token-1', chooseBy: '2026-11-23T09:35:00.000Z' },
  sentence: () =>
    'The shop is open and has room. The workflow handed out a task token and waits for a drink to be chosen.',
});

/** Do we have milk for a latte? No: the customer chooses again. */
export const drinkUnavailable = defineEvent({
  owner,
  detailType: 'OrderProcessor.DrinkUnavailable',
  version: 1,
  detail: z.object({
    ...order,
    drink: chosenDrink,
    ingredientId,
    ingredient: z.string(),
    taskToken,
    chooseBy: instant,
  }),
  example: {
    ...example,
    drink: flatWhite,
    ingredientId: ingredientId.parse('oat-milk'),
    ingredient: 'Oat milk',
    taskToken: 'token-2',
    chooseBy: '2026-11-23T09:40:00.000Z',
  },
  sentence: ({ drink, ingredient }) =>
    `There is not enough ${ingredient.toLowerCase()} for a ${drink.name}. The workflow waits, with a new task token, for another choice.`,
});

/** The ingredients are put aside and the order has its number: it waits for a barista. */
export const waitingCompletion = defineEvent({
  owner,
  detailType: 'OrderProcessor.WaitingCompletion',
  version: 1,
  detail: z.object({ ...order, orderNumber, drink: chosenDrink, taskToken, makeBy: instant }),
  example: { ...example, orderNumber: 42, drink: flatWhite, taskToken: 'token-3', makeBy: '2026-11-23T09:50:00.000Z' },
  sentence: ({ orderNumber: number, drink }) =>
    `The ingredients for a ${drink.name} are put aside, and it is order #${String(number)}. The workflow waits for a barista, with a new task token.`,
});

export const orderFinished = defineEvent({
  owner,
  detailType: 'OrderProcessor.OrderFinished',
  version: 1,
  detail: z.object({ ...order, orderNumber }),
  example: { ...example, orderNumber: 42 },
  sentence: ({ orderNumber: number }) =>
    `Order #${String(number)} is finished: its workflow ends and its place in the queue is free.`,
});

export const orderCancelled = defineEvent({
  owner,
  detailType: 'OrderProcessor.OrderCancelled',
  version: 1,
  detail: z.object({ ...order, by: z.enum(['customer', 'barista']), reason: z.string() }),
  example: { ...example, by: 'customer', reason: 'changed my mind' },
  sentence: ({ by }) => `The ${by} cancelled the order: its workflow ends, and everything it took is given back.`,
});

export const orderTimedOut = defineEvent({
  owner,
  detailType: 'OrderProcessor.OrderTimedOut',
  version: 1,
  detail: z.object({ ...order, waitedFor: z.enum(['customer', 'barista']) }),
  example: { ...example, waitedFor: 'customer' },
  sentence: ({ waitedFor }) =>
    waitedFor === 'customer'
      ? 'Nobody chose a drink in time: the workflow stops waiting, and everything it took is given back.'
      : 'No barista came to it in time: the workflow stops waiting, and everything it took is given back.',
});

export const orderFailed = defineEvent({
  owner,
  detailType: 'OrderProcessor.OrderFailed',
  version: 1,
  detail: z.object({ ...order, error: z.string() }),
  example: { ...example, error: 'States.Runtime' },
  sentence: ({ error }) =>
    `The order's workflow failed (${error}). That is our fault; whatever it took and did not use up is given back.`,
});
