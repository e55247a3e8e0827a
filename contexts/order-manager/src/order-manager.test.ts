import { sessionId } from '@coffee/identity/contract';
import { orderFailed, shopUnavailable, waitingCompletion, workflowStarted } from '@coffee/order-processor/contract';
import { menuPublished, startingMenu } from '@coffee/shop/contract';
import { newOrder } from '@coffee/validator/contract';
import type { Caller, Outcome, ServedRoute } from '@espresso/contract';
import { openTestHost } from '@espresso/testing';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { orderView } from './contract/index.ts';
import { cancelOrder } from './handlers/cancel-order.ts';
import { chooseDrink } from './handlers/choose-drink.ts';
import { claimOrder } from './handlers/claim-order.ts';
import { collectOrder } from './handlers/collect-order.ts';
import { completeOrder } from './handlers/complete-order.ts';
import { listOrders } from './handlers/list-orders.ts';
import { releaseOrder } from './handlers/release-order.ts';
import { showBoard } from './handlers/show-board.ts';
import { showOrder } from './handlers/show-order.ts';
import { showQueue } from './handlers/show-queue.ts';
import { orderManager } from './manifest.ts';
import { menus, orders } from './tables.ts';
import { barista, customer, main, neighbours, orderOf, typing } from './test/neighbours.ts';

const ana = customer('ana');
const bo = barista('bo', 'main');
const stranger = barista('sam', 'other');
const espresso = { drinkId: 'espresso' };
const MINUTE = 60_000;

/** A bar in which some rules hear nothing, until they are taken out of `deaf`. */
const open = async (...deafRules: readonly string[]) => {
  const deaf = new Set(deafRules);
  const host = await openTestHost({
    contexts: [orderManager, ...neighbours],
    plan: (_, rules) => rules.filter(({ name }) => !deaf.has(name)),
  });
  await host.publish(menuPublished({ shopId: main, by: 'olga', menu: startingMenu, revision: 1 }));
  const on = (served: ServedRoute, number: number, caller: Caller, body?: unknown): Promise<Outcome<unknown>> =>
    host.call(served, { params: { orderId: `order-${String(number)}` }, caller, body });
  return {
    host,
    on,
    deaf,
    place: (number: number, who = 'ana') => host.publish(newOrder(orderOf(who, number))),
    /** Places orders of these numbers and brings them into the queue. */
    queue: async (...numbers: readonly number[]) => {
      for (const number of numbers) {
        await host.publish(newOrder(orderOf('ana', number)));
        await on(chooseDrink, number, ana, espresso);
      }
    },
    look: async (number: number, caller: Caller = bo) => {
      const outcome = await on(showOrder, number, caller);
      return outcome.accepted ? orderView.parse(outcome.reply) : outcome.reason;
    },
    inShop: (served: ServedRoute, caller: Caller = bo) => host.call(served, { params: { shopId: 'main' }, caller }),
  };
};

describe('an order', () => {
  test('is seen by its customer and by the baristas of its shop', async () => {
    const { place, look } = await open();
    await place(1);
    expect(await look(1, ana)).toMatchObject({ status: 'choosing' });
    expect(await look(1, bo)).toMatchObject({ status: 'choosing' });
    expect(await look(1, barista('olga'))).toMatchObject({ status: 'choosing' });
  });

  test('is unknown to everybody else, whatever they try', async () => {
    const { place, on } = await open();
    await place(1);
    for (const served of [showOrder, cancelOrder, chooseDrink])
      expect(await on(served, 1, customer('eve'), espressoFor(served))).toMatchObject({ reason: 'unknown-order' });
    for (const served of [showOrder, cancelOrder, claimOrder, releaseOrder, completeOrder, collectOrder])
      expect(await on(served, 1, stranger)).toMatchObject({ reason: 'unknown-order' });
    expect(await on(showOrder, 1, { kind: 'anonymous' })).toMatchObject({ reason: 'unknown-order' });
    expect(await on(showOrder, 99, ana)).toMatchObject({ reason: 'unknown-order' });
  });

  test('that its workflow speaks of first begins all the same', async () => {
    const { host, place, look } = await open('order-manager.onNewOrder');
    await place(1);
    expect(await look(1)).toMatchObject({ status: 'choosing', createdMs: host.clock.now() });
  });

  test('that the shop refuses tells why', async () => {
    const { host, look } = await open('order-processor.start');
    await host.publish(newOrder(orderOf('ana', 1)));
    await host.publish(shopUnavailable({ ...orderOf('ana', 1), reason: 'paused', detail: 'lunch' }));
    expect(await look(1, ana)).toMatchObject({ status: 'refused', reason: 'paused' });
  });

  test('keeps its task token to itself', async () => {
    const { queue, host, on, inShop } = await open();
    await queue(1);
    const stored = await host.read(orders, { orderId: 'order-1' });
    const token = stored?.order.status === 'queued' ? stored.order.taskToken : 'none';
    const answers = [
      await on(showOrder, 1, ana),
      await on(claimOrder, 1, bo),
      await inShop(showQueue),
      await inShop(showBoard),
      await host.call(listOrders, { caller: ana }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer.accepted && answer.reply)).not.toContain(token);
  });
});

const espressoFor = (served: ServedRoute): unknown => (served === chooseDrink ? espresso : undefined);

describe('where an address was only typed', () => {
  const mine = typing('ana', 'mine');
  const theirs = typing('ana', 'theirs');
  const begun = (number: number, session: string) =>
    newOrder({ ...orderOf('ana', number), sessionId: sessionId.parse(session) });

  test('two who typed the same see, list and change nothing of each other', async () => {
    const { host, on, look } = await open();
    await host.publish(begun(1, 'mine'), begun(2, 'theirs'));
    const routes = [showOrder, chooseDrink, cancelOrder];
    for (const served of routes)
      expect(await on(served, 1, theirs, espressoFor(served))).toEqual(
        await on(served, 99, theirs, espressoFor(served)),
      );
    expect(await host.call(listOrders, { caller: mine })).toMatchObject({
      reply: { orders: [{ orderId: 'order-1' }] },
    });
    expect(await host.call(listOrders, { caller: theirs })).toMatchObject({
      reply: { orders: [{ orderId: 'order-2' }] },
    });
    expect(await look(1, mine)).toMatchObject({ status: 'choosing' });
    for (const served of routes)
      expect(await on(served, 1, mine, espressoFor(served))).toMatchObject({ accepted: true });
  });

  test('who proved the address sees and changes all', async () => {
    const { host, on } = await open();
    await host.publish(begun(1, 'mine'));
    await host.advance(1);
    await host.publish(begun(2, 'theirs'));
    const listed = await host.call(listOrders, { caller: ana });
    expect(listed.accepted && orderIdsIn(listed.reply)).toEqual(['order-2', 'order-1']);
    for (const number of [1, 2]) expect(await on(cancelOrder, number, ana)).toMatchObject({ accepted: true });
  });

  test('an order whose session nobody told is for those who proved it', async () => {
    const { place, look } = await open();
    await place(1);
    expect(await look(1, typing('ana', 'ana'))).toBe('unknown-order');
    expect(await look(1, ana)).toMatchObject({ status: 'choosing' });
  });

  test('an order that its workflow spoke of first is its session’s as soon as that is told', async () => {
    const { host, deaf, look } = await open('order-manager.onNewOrder');
    await host.publish(begun(1, 'mine'));
    expect(await look(1, mine)).toBe('unknown-order');
    deaf.clear();
    await host.publish(begun(1, 'mine'));
    expect(await look(1, mine)).toMatchObject({ status: 'choosing' });
    expect(await look(1, theirs)).toBe('unknown-order');
  });

  test('a long list of others hides nobody’s own', async () => {
    const { host } = await open('order-processor.start');
    await host.publish(begun(1, 'mine'));
    for (let number = 2; number <= 120; number++) {
      await host.advance(1);
      await host.publish(begun(number, 'theirs'));
    }
    const listed = await host.call(listOrders, { caller: mine });
    expect(listed.accepted && orderIdsIn(listed.reply)).toEqual(['order-1']);
  });
});

const orderIdsIn = (reply: unknown): readonly string[] =>
  z
    .object({ orders: z.array(orderView) })
    .parse(reply)
    .orders.map(({ orderId }) => orderId);

describe('a choice', () => {
  test('is checked against the menu as it stands', async () => {
    const { host, place, on, look } = await open();
    await place(1);
    const soldOut = startingMenu.drinks.map((drink) => ({ ...drink, available: drink.id !== 'espresso' }));
    await host.publish(
      menuPublished({ shopId: main, by: 'olga', menu: { ...startingMenu, drinks: soldOut }, revision: 3 }),
    );
    expect(await on(chooseDrink, 1, ana, espresso)).toMatchObject({
      reason: 'drink-unavailable',
      detail: 'Espresso is not on the menu right now.',
    });
    expect(host.events('OrderManager.DrinkRefused')).toHaveLength(1);
    // A publication that was overtaken does not bring the drink back.
    await host.publish(menuPublished({ shopId: main, by: 'olga', menu: startingMenu, revision: 2 }));
    expect(await host.read(menus, { shopId: 'main' })).toMatchObject({ revision: 3 });
    expect(await look(1)).toMatchObject({ status: 'choosing' });
  });

  test('comes too early before there is a place, and too late once there is another drink', async () => {
    const { host, on } = await open('order-manager.onWorkflowStarted');
    await host.publish(newOrder(orderOf('ana', 1)));
    expect(await on(chooseDrink, 1, ana, espresso)).toMatchObject({ reason: 'not-yet' });
    expect(await on(chooseDrink, 1, ana, { drinkId: 'tea' })).toMatchObject({ reason: 'not-yet' });
    const bar = await open();
    await bar.queue(1);
    expect(await bar.on(chooseDrink, 1, ana, espresso)).toMatchObject({ accepted: true });
    expect(await bar.on(chooseDrink, 1, ana, { drinkId: 'latte' })).toMatchObject({ reason: 'too-late' });
    expect(await bar.on(chooseDrink, 1, ana, { drinkId: 'tea' })).toMatchObject({ reason: 'too-late' });
  });

  test('comes too late when the workflow waits no more, even before that is known here', async () => {
    const { host, place, on, look } = await open('order-manager.onOrderCameToNothing');
    await place(1);
    for (const { name } of host.executions()) await host.host.operations.stopExecution('ShortOrder', name);
    expect(await on(chooseDrink, 1, ana, espresso)).toMatchObject({ accepted: false, reason: 'too-late' });
    expect(await look(1)).toMatchObject({ status: 'choosing' });
    expect(host.events('OrderManager.DrinkChosen')).toEqual([]);
  });

  test('is bounded', async () => {
    const { place, on } = await open();
    await place(1);
    const options = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`group-${String(at)}`, []]));
    await expect(on(chooseDrink, 1, ana, { drinkId: 'latte', options })).rejects.toThrow('at most 20 groups');
    await expect(on(chooseDrink, 1, ana, { drinkId: 'latte', extra: true })).rejects.toThrow('invalid request');
    await expect(on(cancelOrder, 1, ana, { reason: 'x'.repeat(201) })).rejects.toThrow('invalid request');
  });
});

describe('a cancellation', () => {
  test('that comes before the workflow waits is told to it as soon as it does', async () => {
    const { host, deaf, on, look } = await open('order-manager.onWorkflowStarted');
    await host.publish(newOrder(orderOf('ana', 1)));
    expect(await on(cancelOrder, 1, ana)).toMatchObject({ accepted: true, reply: { status: 'cancelling' } });
    expect(host.executions()).toMatchObject([{ waitsIn: ['Drink'] }]);

    // The news arrive now, and then once more.
    deaf.clear();
    const [started] = host.events('OrderProcessor.WorkflowStarted');
    const late = workflowStarted(workflowStarted.schema.parse(started?.detail));
    await host.publish(late);
    expect(host.executions()).toMatchObject([{ status: 'SUCCEEDED' }]);
    await host.publish(late);
    expect(await look(1)).toMatchObject({ status: 'cancelling' });
  });

  test('between drink and queue reaches the workflow when it waits for a barista', async () => {
    const { host, deaf, on, queue } = await open('order-manager.onWaitingCompletion');
    await queue(1);
    expect(await on(cancelOrder, 1, ana)).toMatchObject({ reply: { status: 'cancelling' } });
    expect(host.executions()).toMatchObject([{ waitsIn: ['Barista'] }]);
    deaf.clear();
    const [waiting] = host.events('OrderProcessor.WaitingCompletion');
    await host.publish(waitingCompletion(waitingCompletion.schema.parse(waiting?.detail)));
    expect(host.executions()).toMatchObject([{ status: 'SUCCEEDED' }]);
  });

  test('is published with who and why', async () => {
    const { host, queue, on } = await open();
    await queue(1);
    await on(cancelOrder, 1, bo, { reason: ' no cups ' });
    expect(host.events('OrderManager.CancellationRequested')).toMatchObject([
      { detail: { by: 'barista', reason: 'no cups' } },
    ]);
    expect(host.executions()).toMatchObject([{ status: 'SUCCEEDED' }]);
  });
});

describe('the queue', () => {
  test('shows what to make, who makes it and what is ready, in the order of the numbers', async () => {
    const { host, queue, on, inShop } = await open();
    await queue(3, 1, 2, 4);
    await host.advance(MINUTE);
    await on(claimOrder, 2, bo);
    await on(claimOrder, 1, bo);
    await on(completeOrder, 1, bo);
    expect(await inShop(showQueue)).toMatchObject({
      reply: {
        nowMs: host.clock.now(),
        queued: [
          {
            orderNumber: 3,
            queuedMs: host.clock.now() - MINUTE,
            drink: { name: 'Espresso', modifiers: ['House blend'] },
          },
          { orderNumber: 4 },
        ],
        making: [{ orderNumber: 2, maker: { baristaId: 'bo', name: 'bo' } }],
        ready: [{ orderNumber: 1, completedMs: host.clock.now() }],
      },
    });
    expect(await inShop(showQueue, stranger)).toMatchObject({ reason: 'other-shop' });
  });

  test('tells a customer how many are before', async () => {
    const { queue, on, look } = await open();
    await queue(1, 2, 3);
    await on(claimOrder, 1, bo);
    expect(await look(3, ana)).toMatchObject({ status: 'queued', ahead: 2 });
    await on(completeOrder, 1, bo);
    expect(await look(3, ana)).toMatchObject({ ahead: 1 });
    expect(await look(2, ana)).toMatchObject({ ahead: 0 });
  });

  test('is left by orders that end', async () => {
    const { host, queue, on, inShop } = await open();
    await queue(1, 2, 3);
    await on(cancelOrder, 1, ana);
    await host.publish(orderFailed({ ...orderOf('ana', 2), error: 'States.Runtime' }));
    expect(await inShop(showBoard)).toMatchObject({ reply: { preparing: [3], ready: [] } });
  });
});

test.each([
  ['queue', showQueue],
  ['board', showBoard],
])('the %s of a shop nobody has heard of is not to be had', async (_, served) => {
  const { host } = await open();
  const asked = { params: { shopId: 'nowhere' }, caller: barista('olga') };
  expect(await host.call(served, asked)).toMatchObject({ accepted: false, reason: 'unknown-shop' });
});

describe('the board', () => {
  test('shows numbers and nothing else', async () => {
    const { queue, on, inShop } = await open();
    await queue(1, 2);
    await on(claimOrder, 1, bo);
    await on(completeOrder, 1, bo);
    const outcome = await inShop(showBoard, { kind: 'anonymous' });
    expect(outcome.accepted && outcome.reply).toEqual({ shopId: 'main', preparing: [2], ready: [1] });
    await on(collectOrder, 1, bo);
    expect(await inShop(showBoard)).toMatchObject({ reply: { ready: [] } });
  });

  test('forgets what nobody says was picked up, and the queue does not', async () => {
    const { host, queue, on, inShop } = await open();
    await queue(1);
    await on(claimOrder, 1, bo);
    await on(completeOrder, 1, bo);
    await host.advance(20 * MINUTE - 1);
    expect(await inShop(showBoard)).toMatchObject({ reply: { ready: [1] } });
    await host.advance(1);
    expect(await inShop(showBoard)).toMatchObject({ reply: { ready: [] } });
    expect(await inShop(showQueue)).toMatchObject({ reply: { ready: [{ orderNumber: 1 }] } });
  });
});

test("a customer's orders are listed newest first, and nobody else's", async () => {
  const { host, place } = await open();
  for (const [number, who] of [
    [1, 'ana'],
    [2, 'ben'],
    [3, 'ana'],
  ] as const) {
    await place(number, who);
    await host.advance(1);
  }
  expect(await host.call(listOrders, { caller: ana })).toMatchObject({
    reply: { orders: [{ orderId: 'order-3' }, { orderId: 'order-1' }] },
  });
  expect(await host.call(listOrders, { caller: bo })).toMatchObject({ reply: { orders: [] } });
});

describe('a claim', () => {
  test('and what follows it is published with number and barista', async () => {
    const { host, queue, on } = await open();
    await queue(1);
    await on(claimOrder, 1, bo);
    await on(releaseOrder, 1, bo);
    await on(claimOrder, 1, bo);
    await on(completeOrder, 1, bo);
    await on(collectOrder, 1, bo);
    const told = ['OrderClaimed', 'OrderReleased', 'OrderCompleted', 'OrderCollected'].map(
      (type) => host.events(`OrderManager.${type}`).at(-1)?.detail,
    );
    expect(told).toMatchObject([
      { orderNumber: 1, baristaId: 'bo' },
      { orderNumber: 1, baristaId: 'bo' },
      { orderNumber: 1, baristaId: 'bo' },
      { orderNumber: 1, customerId: 'ana' },
    ]);
  });

  test('of two at the same moment goes to one', async () => {
    const { queue, on, look } = await open();
    await queue(1);
    const claims = await Promise.all([on(claimOrder, 1, bo), on(claimOrder, 1, barista('cy'))]);
    expect(claims.map(({ accepted }) => accepted)).toEqual([true, false]);
    expect(await look(1)).toMatchObject({ status: 'making' });
  });
});
