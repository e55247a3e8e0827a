import { customerId } from '@coffee/identity/contract';
import {
  drinkUnavailable,
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
  waitingCompletion,
  workflowStarted,
} from '@coffee/order-processor/contract';
import { menuPublished, shopId } from '@coffee/shop/contract';
import { newOrder, orderId } from '@coffee/validator/contract';
import { defineContext, defineWorkflow, startOn, type Caller } from '@espresso/contract';
import { walkUpTaken } from '../contract/index.ts';

/** The neighbours at their simplest: an order `order-7` gets the number 7, and its workflow waits for real answers. */

/** The number that whatever is ordered at the counter gets. */
export const WALK_UP_NUMBER = 77;

const who = {
  orderId: '{% $order.orderId %}',
  shopId: '{% $order.shopId %}',
  customerId: '{% $order.customerId %}',
  taskToken: '{% $states.context.Task.Token %}',
};
const wait = (type: string, detail: Record<string, string>) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::events:putEvents.waitForTaskToken',
  Arguments: { Entries: [{ Source: 'espresso.order-processor', DetailType: type, Detail: { ...who, ...detail } }] },
});

const workflow = defineWorkflow({
  owner: 'order-processor',
  name: 'ShortOrder',
  purpose: 'Asks for a drink, then for a barista.',
  placeholders: {},
  definition: {
    QueryLanguage: 'JSONata',
    StartAt: 'Read',
    States: {
      Read: { Type: 'Pass', Assign: { order: '{% $states.input.detail %}' }, Next: 'Drink' },
      Drink: {
        ...wait('OrderProcessor.WorkflowStarted', { chooseBy: '2026-11-23T09:05:00.000Z' }),
        Assign: { answer: '{% $states.result %}' },
        Next: 'Chosen?',
      },
      'Chosen?': {
        Type: 'Choice',
        Choices: [{ Condition: "{% $answer.outcome = 'chosen' %}", Next: 'Barista' }],
        Default: 'End',
      },
      Barista: {
        ...wait('OrderProcessor.WaitingCompletion', {
          orderNumber: `{% $contains($order.orderId, 'order-') ? $number($substringAfter($order.orderId, '-')) : ${String(WALK_UP_NUMBER)} %}`,
          drink: '{% $answer.drink %}',
          makeBy: '2026-11-23T09:15:00.000Z',
        }),
        Next: 'End',
      },
      End: { Type: 'Succeed' },
    },
  },
});

export const neighbours = [
  defineContext({ name: 'validator', purpose: 'a stub', publishes: [newOrder] }),
  defineContext({ name: 'shop', purpose: 'a stub', publishes: [menuPublished] }),
  defineContext({
    name: 'order-processor',
    purpose: 'a stub',
    publishes: [
      shopUnavailable,
      workflowStarted,
      drinkUnavailable,
      waitingCompletion,
      orderFinished,
      orderCancelled,
      orderTimedOut,
      orderFailed,
    ],
    subscribes: { start: startOn(newOrder, workflow), startWalkUp: startOn(walkUpTaken, workflow) },
    workflows: [workflow],
  }),
];

export const main = shopId.parse('main');

export const orderOf = (customer: string, number: number, shop = 'main') => ({
  orderId: orderId.parse(`order-${String(number)}`),
  shopId: shopId.parse(shop),
  customerId: customerId.parse(customer),
});

/** Somebody who proved an address. */
export const customer = (id: string): Caller => ({
  kind: 'customer',
  customerId: id,
  shopId: 'main',
  sessionId: id,
  proved: true,
});

/** Somebody who only typed it. */
export const typing = (id: string, session: string): Caller => ({ ...typed, customerId: id, sessionId: session });
const typed = { kind: 'customer', shopId: 'main', proved: false } as const;

export const barista = (id: string, shop?: string): Caller => ({
  kind: 'staff',
  staffId: id,
  name: id,
  role: 'barista',
  sessionId: id,
  ...(shop !== undefined && { shopId: shop }),
});
