import { counting } from '@coffee/counting';
import { inventory } from '@coffee/inventory';
import { orderManager } from '@coffee/order-manager';
import { orderView } from '@coffee/order-manager/contract';
import { orderProcessor } from '@coffee/order-processor';
import { shop } from '@coffee/shop';
import type { Settings } from '@coffee/shop/contract';
import { validator } from '@coffee/validator';
import { newOrder } from '@coffee/validator/contract';
import { startOn, type Caller, type ContextDefinition, type Outcome } from '@espresso/contract';
import { openTestHost, type TestHost } from '@espresso/testing';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { windowOn } from './windows.ts';

/** The order's journey through every context that has a part in it, with every way it can end. */

const contexts: readonly ContextDefinition[] = [
  validator({ codeSecret: 'a secret for tests' }),
  orderProcessor,
  orderManager,
  shop,
  inventory,
  counting,
];

const places = windowOn(orderProcessor, 'places', z.object({ holders: z.set(z.string()).optional() }));

const shopId = 'main';
const staff = (staffId: string, role: 'owner' | 'barista' = 'barista'): Caller => ({
  kind: 'staff',
  staffId,
  name: staffId,
  role,
  sessionId: staffId,
});
const customer = (customerId: string, sessionId = customerId): Caller => ({
  kind: 'customer',
  customerId,
  shopId,
  sessionId,
  proved: false,
});
const olga = staff('olga', 'owner');
const bo = staff('bo');
const cy = staff('cy');
const ana = customer('ana');
const ben = customer('ben');

const latte = { drinkId: 'latte', options: { milk: ['oat'] } };
const espresso = { drinkId: 'espresso' };

/** A bar one can walk into: what people do, and what they are told. */
class Bar {
  readonly host: TestHost;

  constructor(host: TestHost) {
    this.host = host;
  }

  async ask(method: string, path: string, caller: Caller, params = {}, body?: unknown): Promise<Outcome<unknown>> {
    const served = contexts
      .flatMap(({ routes }) => routes)
      .find(({ route }) => route.method === method && route.path === path);
    if (served === undefined) throw new Error(`no route ${method} ${path}`);
    return this.host.call(served, { params, body, caller });
  }

  async code(): Promise<{ code: string; drinksLeft: number }> {
    const outcome = await this.ask('GET', '/api/shops/{shopId}/code', bo, { shopId });
    return z.object({ code: z.string(), drinksLeft: z.number() }).parse(replyOf(outcome));
  }

  async scan(who: Caller = ana): Promise<string> {
    const { code } = await this.code();
    const outcome = await this.ask('POST', '/api/orders', who, {}, { shopId, code });
    return z.object({ orderId: z.string() }).parse(replyOf(outcome)).orderId;
  }

  order(orderId: string, verb: string, who: Caller, body?: unknown) {
    return this.ask('POST', `/api/orders/{orderId}/${verb}`, who, { orderId }, body);
  }

  async look(orderId: string, who: Caller = bo) {
    return orderView.parse(replyOf(await this.ask('GET', '/api/orders/{orderId}', who, { orderId })));
  }

  /** Who holds a place in the queue. */
  async holders(): Promise<readonly string[]> {
    const queue = await this.host.read(places, { shopId });
    return [...(queue?.holders ?? [])];
  }

  types(): readonly string[] {
    return this.host.events().map((event) => event['detail-type']);
  }
}

const replyOf = (outcome: Outcome<unknown>): unknown => {
  if (!outcome.accepted) throw new Error(`refused: ${outcome.reason} ${outcome.detail ?? ''}`);
  return outcome.reply;
};

const openBar = async (settings: Partial<Settings> = {}, plan?: 'twice', processor = orderProcessor): Promise<Bar> => {
  const bar = new Bar(
    await openTestHost({
      contexts: contexts.map((one) => (one === orderProcessor ? processor : one)),
      ...(plan && { plan: (_, rules) => [...rules, ...rules.toReversed()] }),
    }),
  );
  replyOf(await bar.ask('POST', '/api/shops', olga, {}, { shopId, name: 'Main', open: true, settings }));
  return bar;
};

/** Every execution is over, nobody holds a place, and the code has all its drinks again. */
const expectAllGivenBack = async (bar: Bar, drinks = 10): Promise<void> => {
  expect(bar.host.executions().filter(({ status }) => status === 'RUNNING')).toEqual([]);
  expect(await bar.holders()).toEqual([]);
  expect((await bar.code()).drinksLeft).toBe(drinks);
};

describe.each(['once', 'twice'] as const)('with every event delivered %s', (times) => {
  const open = (settings: Partial<Settings> = {}) => openBar(settings, times === 'twice' ? 'twice' : undefined);

  test('a scan becomes a coffee', async () => {
    const bar = await open();
    const orderId = await bar.scan();
    expect(await bar.look(orderId, ana)).toMatchObject({ status: 'choosing', chooseBy: '2026-11-23T09:05:00.000Z' });
    expect(await bar.holders()).toEqual([orderId]);

    replyOf(await bar.order(orderId, 'drink', ana, latte));
    expect(await bar.look(orderId, ana)).toMatchObject({ status: 'queued', orderNumber: 1, ahead: 0 });
    replyOf(await bar.order(orderId, 'claim', bo));
    expect(await bar.look(orderId, ana)).toMatchObject({ status: 'making' });
    replyOf(await bar.order(orderId, 'complete', bo));
    expect(await bar.look(orderId, ana)).toMatchObject({ status: 'ready' });
    replyOf(await bar.order(orderId, 'collect', bo));
    expect(await bar.look(orderId, ana)).toMatchObject({ status: 'collected' });

    expect(bar.types().filter((type) => !type.startsWith('Shop.'))).toEqual([
      'Validator.NewOrder',
      'OrderProcessor.WorkflowStarted',
      'OrderManager.DrinkChosen',
      'OrderProcessor.WaitingCompletion',
      'OrderManager.OrderClaimed',
      'OrderManager.OrderCompleted',
      'OrderProcessor.OrderFinished',
      'OrderManager.OrderCollected',
    ]);
    expect(bar.host.executions()).toMatchObject([{ status: 'SUCCEEDED' }]);
    await expectAllGivenBack(bar, 9);
    const ofOrder = bar.host.events().filter(({ detail }) => detail['orderId'] === orderId);
    expect(ofOrder).toHaveLength(8);
    for (const { detail } of ofOrder) expect(detail['metadata']).toMatchObject({ correlationId: orderId });
  });

  test.each(['closed', 'paused'] as const)(
    'a shop that is %s refuses the order and keeps the code whole',
    async (state) => {
      const bar = await open();
      const verb = state === 'closed' ? 'close' : 'pause';
      replyOf(await bar.ask('POST', `/api/shops/{shopId}/${verb}`, olga, { shopId }, { reason: 'cleaning' }));
      const orderId = await bar.scan();
      const order = await bar.look(orderId, ana);
      expect(order).toMatchObject({ status: 'refused', reason: state });
      expect(order.message).toContain('cleaning');
      await expectAllGivenBack(bar);
      expect(bar.types()).toContain('Validator.DrinkReturned');
    },
  );

  test('a full queue refuses the order, and the next one fits when a place is free', async () => {
    const bar = await open({ queueLimit: 1 });
    const first = await bar.scan(ana);
    const second = await bar.scan(ben);
    expect(await bar.look(second)).toMatchObject({ status: 'refused', reason: 'no-capacity' });
    expect(await bar.holders()).toEqual([first]);
    replyOf(await bar.order(first, 'cancel', ana));
    expect(await bar.look(await bar.scan(ben))).toMatchObject({ status: 'choosing' });
  });

  test('a customer who does not choose in time loses the place', async () => {
    const bar = await open();
    const orderId = await bar.scan();
    await bar.host.advance(300_000 - 1);
    expect(await bar.look(orderId)).toMatchObject({ status: 'choosing' });
    await bar.host.advance(1);
    expect(await bar.look(orderId)).toMatchObject({ status: 'timed-out', waitedFor: 'customer' });
    expect(await bar.order(orderId, 'drink', ana, latte)).toMatchObject({ accepted: false, reason: 'too-late' });
    expect(bar.types()).toContain('Validator.DrinkReturned');
    await expectAllGivenBack(bar);
  });

  test('an order no barista comes to is ended, and its ingredients are there again', async () => {
    const bar = await open();
    await count(bar, 'oat-milk', 200);
    const orderId = await bar.scan();
    replyOf(await bar.order(orderId, 'drink', ana, latte));
    await bar.host.advance(900_000);
    expect(await bar.look(orderId)).toMatchObject({ status: 'timed-out', waitedFor: 'barista', orderNumber: 1 });
    const again = await bar.scan();
    replyOf(await bar.order(again, 'drink', ana, latte));
    expect(await bar.look(again)).toMatchObject({ status: 'queued', orderNumber: 2 });
  });

  test('a barista who is at it keeps the order alive', async () => {
    const bar = await open();
    const orderId = await bar.scan();
    replyOf(await bar.order(orderId, 'drink', ana, latte));
    await bar.host.advance(800_000);
    replyOf(await bar.order(orderId, 'claim', bo));
    await bar.host.advance(800_000);
    expect(await bar.look(orderId)).toMatchObject({ status: 'making', makeBy: '2026-11-23T09:28:20.000Z' });
    replyOf(await bar.order(orderId, 'release', bo));
    await bar.host.advance(800_000);
    expect(await bar.look(orderId)).toMatchObject({ status: 'queued' });
    await bar.host.advance(100_000);
    expect(await bar.look(orderId)).toMatchObject({ status: 'timed-out', waitedFor: 'barista' });
    await expectAllGivenBack(bar);
  });

  test('a drink that cannot be made is chosen again, as often as it takes', async () => {
    const bar = await open();
    await count(bar, 'oat-milk', 100);
    await count(bar, 'soy-milk', 100);
    const orderId = await bar.scan();
    replyOf(await bar.order(orderId, 'drink', ana, latte));
    const asked = await bar.look(orderId, ana);
    expect(asked).toMatchObject({ status: 'choosing', unavailable: { drink: 'Latte', ingredient: 'Oat milk' } });
    await bar.host.advance(200_000);
    replyOf(await bar.order(orderId, 'drink', ana, { drinkId: 'latte', options: { milk: ['soy'] } }));
    expect(await bar.look(orderId, ana)).toMatchObject({
      status: 'choosing',
      unavailable: { ingredient: 'Soy milk' },
      chooseBy: '2026-11-23T09:08:20.000Z',
    });
    await bar.host.advance(200_000);
    replyOf(await bar.order(orderId, 'drink', ana, espresso));
    expect(await bar.look(orderId, ana)).toMatchObject({
      status: 'queued',
      orderNumber: 1,
      drink: { name: 'Espresso' },
    });
  });

  test('whoever is asked to choose again may let the time pass, too', async () => {
    const bar = await open();
    await count(bar, 'oat-milk', 100);
    const orderId = await bar.scan();
    replyOf(await bar.order(orderId, 'drink', ana, latte));
    await bar.host.advance(300_000);
    expect(await bar.look(orderId)).toMatchObject({ status: 'timed-out', waitedFor: 'customer' });
    await expectAllGivenBack(bar);
  });

  test('a drink that is off the menu is refused, and said so', async () => {
    const bar = await open();
    const orderId = await bar.scan();
    const outcome = await bar.order(orderId, 'drink', ana, { drinkId: 'tea' });
    expect(outcome).toMatchObject({
      accepted: false,
      reason: 'drink-unavailable',
      detail: 'This drink is not on the menu.',
    });
    expect(bar.types().at(-1)).toBe('OrderManager.DrinkRefused');
    expect(await bar.look(orderId)).toMatchObject({ status: 'choosing' });
  });

  test('a customer may cancel while choosing and while waiting', async () => {
    const bar = await open();
    const first = await bar.scan();
    replyOf(await bar.order(first, 'cancel', ana, { reason: 'late for a talk' }));
    expect(await bar.look(first)).toMatchObject({ status: 'cancelled', by: 'customer', reason: 'late for a talk' });
    const second = await bar.scan();
    replyOf(await bar.order(second, 'drink', ana, latte));
    replyOf(await bar.order(second, 'cancel', ana));
    expect(await bar.look(second)).toMatchObject({ status: 'cancelled', by: 'customer', orderNumber: 1 });
    await expectAllGivenBack(bar);
  });

  test('what is being made is not the customer’s to cancel, but the barista’s', async () => {
    const bar = await open();
    const orderId = await bar.scan();
    replyOf(await bar.order(orderId, 'drink', ana, latte));
    replyOf(await bar.order(orderId, 'claim', bo));
    expect(await bar.order(orderId, 'cancel', ana)).toMatchObject({ accepted: false, reason: 'being-made' });
    replyOf(await bar.order(orderId, 'cancel', cy, { reason: 'the machine broke' }));
    expect(await bar.look(orderId)).toMatchObject({ status: 'cancelled', by: 'barista', reason: 'the machine broke' });
    await expectAllGivenBack(bar);
  });

  test('a workflow that somebody stops gives everything back, and the order ends', async () => {
    const bar = await open();
    const orderId = await bar.scan();
    replyOf(await bar.order(orderId, 'drink', ana, latte));
    await stopExecutions(bar);
    expect(await bar.look(orderId)).toMatchObject({ status: 'failed', orderNumber: 1 });
    expect(bar.types().filter((type) => type === 'OrderProcessor.OrderFailed')).toHaveLength(1);
    expect(bar.types().filter((type) => type === 'Validator.DrinkReturned')).toHaveLength(1);
    const [failed] = bar.host.events('OrderProcessor.OrderFailed');
    expect(failed?.detail).toMatchObject({ orderId, error: 'ABORTED' });
    await expectAllGivenBack(bar);
  });

  test('a crash at any moment changes nothing', async () => {
    const bar = await open();
    const orderId = await bar.scan();
    await bar.host.crash();
    replyOf(await bar.order(orderId, 'drink', ana, latte));
    await bar.host.crash();
    replyOf(await bar.order(orderId, 'claim', bo));
    await bar.host.crash();
    replyOf(await bar.order(orderId, 'complete', bo));
    await bar.host.crash();
    expect(await bar.look(orderId)).toMatchObject({ status: 'ready', orderNumber: 1 });
    await expectAllGivenBack(bar, 9);
  });
});

const count = async (bar: Bar, ingredientId: string, left: number): Promise<void> => {
  replyOf(await bar.ask('PUT', '/api/shops/{shopId}/stock/{ingredientId}', bo, { shopId, ingredientId }, { left }));
};

const givesBack = z.looseObject({ Arguments: z.looseObject({ TableName: z.string() }) });

/** The order processor, with a workflow that fails for good where it should give its place back. */
const keepingPlaces = (): typeof orderProcessor => {
  const [workflow] = orderProcessor.workflows;
  const { startOrder, ...others } = orderProcessor.subscribes;
  if (workflow === undefined || startOrder === undefined) throw new Error('a workflow, and a rule that starts it');
  const { States } = z.object({ States: z.record(z.string(), z.json()) }).parse(workflow.definition);
  const { Arguments, ...state } = givesBack.parse(States['Give the place back']);
  const failing = { ...state, Arguments: { ...Arguments, TableName: 'gone' } };
  const definition = { ...workflow.definition, States: { ...States, 'Give the place back': failing } };
  const broken = { ...workflow, definition };
  return {
    ...orderProcessor,
    workflows: [broken],
    subscribes: { ...others, startOrder: startOn(newOrder, broken) },
  };
};

test('a drink that was made stays drunk, even if its workflow fails when all that is left is tidying up', async () => {
  const bar = await openBar({}, undefined, keepingPlaces());
  await count(bar, 'oat-milk', 200);
  const orderId = await bar.scan();
  replyOf(await bar.order(orderId, 'drink', ana, latte));
  replyOf(await bar.order(orderId, 'claim', bo));
  replyOf(await bar.order(orderId, 'complete', bo));
  expect(bar.host.events('OrderProcessor.OrderFailed')).toMatchObject([{ detail: { orderId } }]);
  expect(await bar.look(orderId, ana)).toMatchObject({ status: 'ready' });
  expect(bar.types()).not.toContain('Validator.DrinkReturned');
  await expectAllGivenBack(bar, 9);
  const again = await bar.scan();
  replyOf(await bar.order(again, 'drink', ana, latte));
  expect(await bar.look(again, ana)).toMatchObject({ status: 'choosing', unavailable: { ingredient: 'Oat milk' } });
});

const stopExecutions = async (bar: Bar): Promise<void> => {
  const { host } = bar.host;
  for (const { name } of bar.host.executions()) await host.operations.stopExecution('OrderProcessor', name);
  await host.settle();
};

describe('when many act at once', () => {
  test('a code of ten makes ten orders, and is spent once', async () => {
    const bar = await openBar();
    const { code } = await bar.code();
    const guests = Array.from({ length: 15 }, (_, at) => customer(`guest-${String(at)}`));
    const scans = await Promise.all(guests.map((guest) => bar.ask('POST', '/api/orders', guest, {}, { shopId, code })));
    expect(scans.filter(({ accepted }) => accepted)).toHaveLength(10);
    expect(scans.filter((scan) => !scan.accepted && scan.reason === 'code-spent')).toHaveLength(5);
    expect(bar.types().filter((type) => type === 'Validator.CodeSpent')).toHaveLength(1);
    expect(bar.types().filter((type) => type === 'Validator.ScanRefused')).toHaveLength(5);
    expect((await bar.code()).drinksLeft).toBe(0);
  });

  test('the queue never exceeds its limit', async () => {
    const bar = await openBar({ queueLimit: 3 });
    const guests = Array.from({ length: 8 }, (_, at) => customer(`guest-${String(at)}`));
    await Promise.all(guests.map((guest) => bar.scan(guest)));
    expect(await bar.holders()).toHaveLength(3);
    expect((await bar.code()).drinksLeft).toBe(7);
  });

  test('a customer with one order too many gets no second one', async () => {
    const bar = await openBar();
    const { code } = await bar.code();
    const scans = await Promise.all([1, 2, 3].map(() => bar.ask('POST', '/api/orders', ana, {}, { shopId, code })));
    expect(scans.filter(({ accepted }) => accepted)).toHaveLength(1);
    expect(scans.filter((scan) => !scan.accepted && scan.reason === 'limit-reached')).toHaveLength(2);
    expect((await bar.code()).drinksLeft).toBe(9);
  });

  test('of two baristas who claim an order, one gets it and the other is told who', async () => {
    const bar = await openBar();
    const orderId = await bar.scan();
    replyOf(await bar.order(orderId, 'drink', ana, latte));
    const claims = await Promise.all([bar.order(orderId, 'claim', bo), bar.order(orderId, 'claim', cy)]);
    expect(claims).toMatchObject([
      { accepted: true },
      { accepted: false, reason: 'claimed-by-another', detail: 'bo makes this order. Take another one.' },
    ]);
  });

  test('a second tap on anything gets the answer of the first, and nothing happens twice', async () => {
    const bar = await openBar();
    const orderId = await bar.scan();
    const steps: readonly [string, Caller, unknown?][] = [
      ['drink', ana, latte],
      ['claim', bo],
      ['release', bo],
      ['claim', cy],
      ['complete', cy],
      ['collect', cy],
    ];
    for (const [verb, who, body] of steps) {
      const first = await bar.order(orderId, verb, who, body);
      const happened = bar.types().length;
      expect(await bar.order(orderId, verb, who, body)).toMatchObject({ accepted: true });
      expect(first).toMatchObject({ accepted: true });
      expect(bar.types()).toHaveLength(happened);
    }
  });

  test('numbers have no gaps, whatever becomes of the orders', async () => {
    const bar = await openBar();
    const numbers: unknown[] = [];
    for (const end of ['cancel', 'complete', 'cancel', 'complete']) {
      const orderId = await bar.scan();
      replyOf(await bar.order(orderId, 'drink', ana, espresso));
      numbers.push((await bar.look(orderId)).orderNumber);
      replyOf(await bar.order(orderId, 'claim', bo));
      replyOf(await bar.order(orderId, end, bo));
    }
    expect(numbers).toEqual([1, 2, 3, 4]);
  });

  test('a drink is chosen and the order cancelled: whichever came first holds', async () => {
    const bar = await openBar();
    const orderId = await bar.scan();
    const [chosen, cancelled] = await Promise.all([
      bar.order(orderId, 'drink', ana, espresso),
      bar.order(orderId, 'cancel', ana),
    ]);
    expect([chosen.accepted, cancelled.accepted]).toContain(true);
    expect(await bar.look(orderId)).toMatchObject({ status: 'cancelled' });
    await expectAllGivenBack(bar);
  });
});
