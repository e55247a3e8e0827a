import { walkUpTaken } from '@coffee/order-manager/contract';
import { nextOrderNumber } from '@coffee/counting/contract';
import { customerId } from '@coffee/identity/contract';
import { reserveIngredients } from '@coffee/inventory/contract';
import { getShopStatus, shopId } from '@coffee/shop/contract';
import { newOrder, orderId } from '@coffee/validator/contract';
import {
  accept,
  defineContext,
  emittedBy,
  executionStatusChanged,
  placeholdersIn,
  resolvePlaceholders,
  route,
  serve,
} from '@espresso/contract';
import { check } from '@espresso/states';
import { openTestHost } from '@espresso/testing';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { orderFailed } from '../contract/index.ts';
import { orderProcessor } from '../manifest.ts';
import { failures, places } from '../tables.ts';
import { orderProcessorWorkflow } from './order-processor.ts';

/** Stands for whoever answers task tokens: takes any answer, sensible or not. */
const answerToken = route(
  {
    method: 'POST',
    path: '/answer',
    summary: 'Answer a task token.',
    access: ['anyone'],
    params: z.unknown(),
    query: z.unknown(),
    body: z.object({ taskToken: z.string(), output: z.unknown() }),
    reply: z.undefined(),
    refusals: { gone: [409, 'Nobody waits'] },
  },
  async ({ body: { taskToken, output } }) =>
    accept({ resume: [{ type: 'success', taskToken, output, otherwise: 'gone' }], reply: undefined }),
);

const main = shopId.parse('main');
const order = { orderId: orderId.parse('order-1'), shopId: main, customerId: customerId.parse('ana') };

/** The neighbours at their simplest; the first `failures` questions for the shop's status go wrong. */
const open = async ({
  failing = 0,
  queueLimit = 1,
  customerTimeoutSeconds = 300,
  baristaTimeoutSeconds = 900,
} = {}) => {
  let left = failing;
  const asked: number[] = [];
  const contexts = [
    orderProcessor,
    defineContext({ name: 'validator', purpose: 'a stub', publishes: [newOrder] }),
    defineContext({ name: 'order-manager', purpose: 'a stub', publishes: [walkUpTaken] }),
    defineContext({
      name: 'shop',
      purpose: 'a stub',
      serves: [
        serve(getShopStatus, async (_, work) => {
          asked.push(work.nowMs);
          if (left-- > 0) throw new Error('the shop did not answer');
          return accept({
            reply: { status: 'open', reason: '', queueLimit, customerTimeoutSeconds, baristaTimeoutSeconds },
          });
        }),
      ],
    }),
    defineContext({
      name: 'inventory',
      purpose: 'a stub',
      serves: [serve(reserveIngredients, async () => accept({ reply: { reserved: true } }))],
    }),
    defineContext({
      name: 'counting',
      purpose: 'a stub',
      serves: [serve(nextOrderNumber, async () => accept({ reply: { orderNumber: 7 } }))],
    }),
    defineContext({ name: 'till', purpose: 'a stub', routes: [answerToken] }),
  ];
  const host = await openTestHost({ contexts });
  const tokenOf = (type: string): unknown => host.events(type).at(-1)?.detail['taskToken'];
  return {
    host,
    asked,
    answer: (type: string, output: unknown) => host.call(answerToken, { body: { taskToken: tokenOf(type), output } }),
  };
};

describe('the definition', () => {
  const resolved = resolvePlaceholders(orderProcessorWorkflow.definition, (name) => name);

  test('is sound', () => {
    expect(check(resolved)).toEqual([]);
  });

  test('says everything its context publishes, but for failing, which no state can tell of', () => {
    expect([...emittedBy(orderProcessorWorkflow), orderFailed.detailType].sort()).toEqual(
      orderProcessor.publishes.map(({ detailType }) => detailType).sort(),
    );
  });

  test('names three functions and one table', () => {
    expect([...new Set(placeholdersIn(orderProcessorWorkflow.definition))].sort()).toEqual([
      'getShopStatus',
      'nextOrderNumber',
      'places',
      'reserveIngredients',
    ]);
  });
});

describe('a function that fails', () => {
  test('is asked again', async () => {
    const { host, asked } = await open({ failing: 2 });
    await host.publish(newOrder(order));
    await host.advance(60_000);
    expect(asked).toHaveLength(3);
    expect(host.executions()).toMatchObject([{ status: 'RUNNING', waitsIn: ['Wait for a drink'] }]);
  });

  test('again and again fails the order, which everybody is told of once', async () => {
    const { host, asked } = await open({ failing: 100 });
    await host.publish(newOrder(order));
    await host.advance(60_000);
    expect(asked).toHaveLength(5);
    expect(host.executions()).toMatchObject([{ status: 'FAILED' }]);
    expect(host.events('OrderProcessor.OrderFailed')).toMatchObject([{ detail: { ...order, error: 'Error' } }]);
  });
});

describe('an answer the workflow does not understand', () => {
  test.each(['a word', { outcome: 'dunno' }, {}])('%j fails the order and gives its place back', async (output) => {
    const { host, answer } = await open();
    await host.publish(newOrder(order));
    expect(await host.read(places, { shopId: main })).toMatchObject({ holders: new Set(['order-1']) });
    await answer('OrderProcessor.WorkflowStarted', output);
    expect(host.events('OrderProcessor.OrderFailed')).toHaveLength(1);
    expect(await host.read(places, { shopId: main })).not.toHaveProperty('holders');
  });
});

const latte = { drinkId: 'latte', name: 'Latte', icon: 'latte', modifiers: [], ingredients: { beans: 18 } };

describe("how long people may take is the shop's to say", () => {
  test('for a customer to choose', async () => {
    const { host } = await open({ customerTimeoutSeconds: 7 });
    await host.publish(newOrder(order));
    await host.advance(6_999);
    expect(host.events('OrderProcessor.OrderTimedOut')).toEqual([]);
    await host.advance(1);
    expect(host.events('OrderProcessor.OrderTimedOut')).toMatchObject([{ detail: { waitedFor: 'customer' } }]);
  });

  test('for a barista to come', async () => {
    const { host, answer } = await open({ baristaTimeoutSeconds: 11 });
    await host.publish(newOrder(order));
    await answer('OrderProcessor.WorkflowStarted', { outcome: 'chosen', drink: latte });
    await host.advance(10_999);
    expect(host.events('OrderProcessor.OrderTimedOut')).toEqual([]);
    await host.advance(1);
    expect(host.events('OrderProcessor.OrderTimedOut')).toMatchObject([{ detail: { waitedFor: 'barista' } }]);
  });
});

describe('a task token', () => {
  test('answers once', async () => {
    const { host, answer } = await open();
    await host.publish(newOrder(order));
    expect(await answer('OrderProcessor.WorkflowStarted', { outcome: 'chosen', drink: latte })).toMatchObject({
      accepted: true,
    });
    expect(await answer('OrderProcessor.WorkflowStarted', { outcome: 'chosen', drink: latte })).toMatchObject({
      reason: 'gone',
    });
    expect(host.executions()).toMatchObject([{ waitsIn: ['Wait for a barista'] }]);
  });

  test('is another one for every wait', async () => {
    const { host, answer } = await open();
    await host.publish(newOrder(order));
    await answer('OrderProcessor.WorkflowStarted', { outcome: 'chosen', drink: latte });
    const tokens = host.events().flatMap(({ detail }) => detail['taskToken'] ?? []);
    expect(new Set(tokens).size).toBe(2);
  });
});

describe('a place in the queue', () => {
  test('is for one order each, and free again for the next', async () => {
    const { host, answer } = await open({ queueLimit: 1 });
    await host.publish(newOrder(order));
    await host.publish(newOrder({ ...order, orderId: orderId.parse('order-2') }));
    expect(host.events('OrderProcessor.ShopUnavailable')).toMatchObject([{ detail: { orderId: 'order-2' } }]);
    await answer('OrderProcessor.WorkflowStarted', { outcome: 'cancelled', by: 'customer', reason: '' });
    await host.publish(newOrder({ ...order, orderId: orderId.parse('order-3') }));
    expect(await host.read(places, { shopId: main })).toMatchObject({ holders: new Set(['order-3']) });
  });

  test('is not taken twice by an order that asks twice', async () => {
    const { host } = await open({ queueLimit: 1 });
    await host.publish(newOrder(order), newOrder(order));
    expect(host.events('OrderProcessor.ShopUnavailable')).toEqual([]);
    expect(await host.read(places, { shopId: main })).toMatchObject({ holders: new Set(['order-1']) });
  });
});

describe('a workflow that ended badly', () => {
  const failed = (changes: Partial<typeof executionStatusChanged.example>) =>
    executionStatusChanged({ ...executionStatusChanged.example, input: JSON.stringify({ detail: order }), ...changes });

  test.each(['FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
    '%s is told of once, however often it is heard',
    async (status) => {
      const { host } = await open();
      await host.publish(failed({ status, error: null }));
      await host.publish(failed({ status, error: null }));
      expect(host.events('OrderProcessor.OrderFailed')).toMatchObject([{ detail: { ...order, error: status } }]);
      expect(await host.read(failures, { orderId: order.orderId })).toMatchObject({ error: status });
    },
  );

  test.each(['RUNNING', 'SUCCEEDED'] as const)('is not one that is %s', async (status) => {
    const { host } = await open();
    await host.publish(failed({ status }));
    expect(host.events('OrderProcessor.OrderFailed')).toEqual([]);
  });

  test('of somebody else is nothing to us', async () => {
    const { host } = await open();
    await host.publish(failed({ stateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:Another' }));
    expect(host.events('OrderProcessor.OrderFailed')).toEqual([]);
  });

  test.each(['not JSON', '{}', '"text"', '{"detail":{"orderId":7}}'])(
    'with the input %s was no order',
    async (input) => {
      const { host } = await open();
      await host.publish(failed({ input }));
      expect(host.events('OrderProcessor.OrderFailed')).toEqual([]);
    },
  );
});
