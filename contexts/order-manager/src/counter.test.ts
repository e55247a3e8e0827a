import { drinkUnavailable } from '@coffee/order-processor/contract';
import { chosenDrink, ingredientId, menuPublished, startingMenu } from '@coffee/shop/contract';
import { newOrder } from '@coffee/validator/contract';
import type { Caller, Outcome, ServedRoute } from '@espresso/contract';
import { openTestHost } from '@espresso/testing';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { orderView, queueView, recentView, walkUpTaken } from './contract/index.ts';
import { chooseDrink } from './handlers/choose-drink.ts';
import { claimOrder } from './handlers/claim-order.ts';
import { collectOrder } from './handlers/collect-order.ts';
import { completeOrder } from './handlers/complete-order.ts';
import { recallOrder } from './handlers/recall-order.ts';
import { remindCustomers } from './handlers/remind-customers.ts';
import { rushOrder } from './handlers/rush-order.ts';
import { showOrder } from './handlers/show-order.ts';
import { showQueue } from './handlers/show-queue.ts';
import { showRecent } from './handlers/show-recent.ts';
import { takeWalkUp } from './handlers/take-walk-up.ts';
import { orderManager } from './manifest.ts';
import { barista, customer, main, neighbours, orderOf, WALK_UP_NUMBER } from './test/neighbours.ts';

const ana = customer('ana');
const bo = barista('bo', 'main');
const stranger = barista('sam', 'other');
const MINUTE = 60_000;

/** A bar with orders of these numbers in its queue. */
const open = async (...numbers: readonly number[]) => {
  const host = await openTestHost({ contexts: [orderManager, ...neighbours] });
  await host.publish(menuPublished({ shopId: main, by: 'olga', menu: startingMenu, revision: 1 }));
  const on = (
    served: ServedRoute,
    id: number | string,
    caller: Caller = bo,
    body?: unknown,
  ): Promise<Outcome<unknown>> =>
    host.call(served, { params: { orderId: typeof id === 'number' ? `order-${String(id)}` : id }, caller, body });
  const inShop = (served: ServedRoute, body?: unknown, caller: Caller = bo) =>
    host.call(served, { params: { shopId: 'main' }, caller, body });
  for (const number of numbers) {
    await host.publish(newOrder(orderOf('ana', number)));
    await on(chooseDrink, number, ana, { drinkId: 'espresso' });
  }
  const queued = async () => {
    const outcome = await inShop(showQueue);
    return outcome.accepted ? queueView.parse(outcome.reply).queued.map(({ orderNumber }) => orderNumber) : [];
  };
  const look = async (id: number | string) => {
    const outcome = await on(showOrder, id);
    return outcome.accepted ? orderView.parse(outcome.reply) : undefined;
  };
  const make = async (number: number) => {
    for (const step of [claimOrder, completeOrder]) await on(step, number);
  };
  const types = () => host.events().map((event) => event['detail-type']);
  return { host, on, inShop, queued, look, make, types };
};

describe('an order at the counter', () => {
  test('is in the queue at once, without a code and without a phone', async () => {
    const bar = await open();
    const outcome = await bar.inShop(takeWalkUp, { drinkId: 'latte', options: { milk: ['oat'] } });
    const { orderId } = z.object({ orderId: z.string() }).parse(outcome.accepted ? outcome.reply : {});
    await bar.host.host.settle();
    expect(await bar.look(orderId)).toMatchObject({
      status: 'queued',
      orderNumber: WALK_UP_NUMBER,
      drink: { name: 'Latte', modifiers: ['Oat milk', 'House blend'] },
    });
    const queue = await bar.inShop(showQueue);
    expect(queue).toMatchObject({ reply: { queued: [{ orderNumber: WALK_UP_NUMBER, walkUp: true }] } });
  });

  test('is refused in a sentence where the menu does not allow it', async () => {
    const bar = await open();
    expect(await bar.inShop(takeWalkUp, { drinkId: 'tea' })).toMatchObject({
      reason: 'drink-unavailable',
      detail: 'This drink is not on the menu.',
    });
    expect(await bar.inShop(takeWalkUp, { drinkId: 'latte' }, stranger)).toMatchObject({ reason: 'other-shop' });
  });

  test('ends, and says what is out, when the workflow finds too little of something', async () => {
    const bar = await open();
    const order = orderOf('walk-up', 5);
    const drink = chosenDrink.parse(walkUpTaken.example.drink);
    const outcome = await bar.inShop(takeWalkUp, { drinkId: 'latte' });
    const { orderId } = z.object({ orderId: z.string() }).parse(outcome.accepted ? outcome.reply : {});
    await bar.host.host.settle();
    const asked = { ...order, drink, ingredientId: ingredientId.parse('oat-milk'), ingredient: 'Oat milk' };
    await bar.host.publish(newOrder(order));
    // An order that was never at the counter is asked again instead.
    await bar.host.publish(drinkUnavailable({ ...asked, taskToken: 'token-x', chooseBy: '2026-11-23T09:30:00.000Z' }));
    expect(await bar.look(5)).toMatchObject({ status: 'choosing', unavailable: { ingredient: 'Oat milk' } });
    expect(await bar.look(orderId)).toMatchObject({ status: 'queued' });
  });
});

describe('a rushed order', () => {
  test('goes before all others, is counted so, and goes back in line', async () => {
    const bar = await open(1, 2, 3);
    expect(await bar.on(rushOrder, 3, bo, { rush: true })).toMatchObject({ accepted: true });
    expect(await bar.queued()).toEqual([3, 1, 2]);
    expect(await bar.look(1)).toMatchObject({ ahead: 1 });
    await bar.on(rushOrder, 3, bo, { rush: true });
    await bar.on(rushOrder, 3, bo, { rush: false });
    expect(await bar.queued()).toEqual([1, 2, 3]);
    expect(bar.types().filter((type) => /Rushed|InLine/.test(type))).toEqual([
      'OrderManager.OrderRushed',
      'OrderManager.OrderBackInLine',
    ]);
  });

  test('is not one that is being made, and nobody from elsewhere rushes it', async () => {
    const bar = await open(1);
    expect(await bar.on(rushOrder, 1, stranger)).toMatchObject({ reason: 'unknown-order' });
    await bar.on(claimOrder, 1);
    expect(await bar.on(rushOrder, 1, bo, { rush: true })).toMatchObject({ reason: 'being-made' });
  });
});

describe('a collected order', () => {
  test('comes back to the counter when it was not collected after all', async () => {
    const bar = await open(1, 2);
    await bar.make(1);
    expect(await bar.on(recallOrder, 2)).toMatchObject({ reason: 'not-collected' });
    await bar.on(collectOrder, 1);
    const recent = await bar.inShop(showRecent);
    expect(recentView.parse(recent.accepted ? recent.reply : {}).recent).toMatchObject([{ orderNumber: 1 }]);
    for (let taps = 0; taps < 2; taps++) await bar.on(recallOrder, 1);
    expect(await bar.look(1)).toMatchObject({ status: 'ready' });
    expect(bar.types().filter((type) => type === 'OrderManager.OrderRecalled')).toHaveLength(1);
    await bar.on(collectOrder, 1);
    expect(await bar.look(1)).toMatchObject({ status: 'collected' });
  });
});

describe('reminding', () => {
  test('tells everybody whose drink waits, and nobody twice within three minutes', async () => {
    const bar = await open(1, 2);
    expect(await bar.inShop(remindCustomers)).toMatchObject({ reason: 'nothing-ready' });
    await bar.make(1);
    expect(await bar.inShop(remindCustomers)).toMatchObject({ reason: 'just-told' });
    await bar.host.advance(2 * MINUTE);
    await bar.make(2);
    await bar.host.advance(MINUTE);
    expect(await bar.inShop(remindCustomers)).toMatchObject({ reply: { reminded: 1 } });
    expect(await bar.inShop(remindCustomers)).toMatchObject({ reason: 'just-told' });
    await bar.host.advance(3 * MINUTE);
    expect(await bar.inShop(remindCustomers)).toMatchObject({ reply: { reminded: 2 } });
    expect(await bar.inShop(remindCustomers, {}, stranger)).toMatchObject({ reason: 'other-shop' });
  });
});
