import { staffId } from '@coffee/identity/contract';
import { orderCompleted } from '@coffee/order-manager/contract';
import { orderCancelled, orderFailed, orderFinished, orderTimedOut } from '@coffee/order-processor/contract';
import { ingredientId, menuPublished, shopId, startingMenu, type Menu } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineContext, type Caller } from '@espresso/contract';
import { openTestHost, type TestHost } from '@espresso/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { availabilityChanged, reserveIngredients, stockCounted } from './contract/index.ts';
import { countStock } from './handlers/count-stock.ts';
import { serveReserveIngredients } from './handlers/reserve-ingredients.ts';
import { showStock } from './handlers/show-stock.ts';
import { inventory } from './manifest.ts';
import { reservations, shelves } from './tables.ts';

const main = shopId.parse('main');
const barista: Caller = { kind: 'staff', staffId: 'staff-2', name: 'Bo', role: 'barista', sessionId: 'session-1' };
const latte = { beans: 18, 'oat-milk': 200, cup: 1 };

/** Those whose events the inventory listens to. */
const neighbours = [
  defineContext({ name: 'shop', purpose: 'publishes menus', publishes: [menuPublished] }),
  defineContext({ name: 'order-manager', purpose: 'makes orders', publishes: [orderCompleted] }),
  defineContext({
    name: 'order-processor',
    purpose: 'ends orders',
    publishes: [orderFinished, orderCancelled, orderTimedOut, orderFailed],
  }),
];

const openBar = async (): Promise<TestHost> => {
  const bar = await openTestHost({ contexts: [inventory, ...neighbours] });
  await publishMenu(bar, startingMenu, 1);
  return bar;
};

const publishMenu = (bar: TestHost, menu: Menu, revision: number) =>
  bar.publish(menuPublished({ shopId: main, by: 'staff-1', menu, revision }));

const count = (bar: TestHost, ingredient: string, left: number | null) =>
  bar.call(countStock, { params: { shopId: main, ingredientId: ingredient }, body: { left }, caller: barista });

const asking = (order: string, ingredients: Readonly<Record<string, number>>) => ({
  shopId: main,
  orderId: orderId.parse(order),
  ingredients,
});

const reserve = async (bar: TestHost, order: string, ingredients: Readonly<Record<string, number>>) => {
  const outcome = await bar.host.command((work) => serveReserveIngredients.run(asking(order, ingredients), work));
  await bar.host.settle();
  if (!outcome.accepted) throw new Error(`refused: ${outcome.reason}`);
  return reserveIngredients.output.parse(outcome.reply);
};

const left = async (bar: TestHost, ingredient: string) =>
  (await bar.read(shelves, { shopId: main }))?.stock.find(({ ingredientId: id }) => id === ingredient)?.left;

const told = (bar: TestHost) => bar.events(availabilityChanged.detailType).map(({ detail }) => detail);

const about = (order: string) => ({
  orderId: orderId.parse(order),
  shopId: main,
  customerId: orderFinished.example.customerId,
});

describe('where nothing is counted', () => {
  test('every drink can be made, and nothing is written', async () => {
    const bar = await openBar();
    expect(await reserve(bar, 'order-1', latte)).toEqual({ reserved: true });
    expect(await bar.read(shelves, { shopId: main })).toBeUndefined();
    expect(await bar.read(reservations, { orderId: 'order-1' })).toBeUndefined();
    await bar.publish(orderCancelled({ ...about('order-1'), by: 'customer', reason: '' }));
    expect(await bar.read(reservations, { orderId: 'order-1' })).toBeUndefined();
  });
});

describe('putting aside', () => {
  test('takes what the drink takes of what is counted', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 1_000);
    await count(bar, 'cup', 50);
    expect(await reserve(bar, 'order-1', latte)).toEqual({ reserved: true });
    expect(await left(bar, 'oat-milk')).toBe(800);
    expect(await left(bar, 'cup')).toBe(49);
  });

  test('takes nothing at all when one ingredient is short, and names it for people', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 150);
    await count(bar, 'cup', 50);
    expect(await reserve(bar, 'order-1', latte)).toEqual({
      reserved: false,
      ingredientId: 'oat-milk',
      ingredient: 'Oat milk',
    });
    expect(await left(bar, 'cup')).toBe(50);
  });

  test('asked twice for one order it takes once', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 250);
    expect(await reserve(bar, 'order-1', latte)).toEqual({ reserved: true });
    await bar.crash();
    expect(await reserve(bar, 'order-1', latte)).toEqual({ reserved: true });
    expect(await left(bar, 'oat-milk')).toBe(50);
  });

  test('after a refusal the customer may choose what is there', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 150);
    await reserve(bar, 'order-1', latte);
    expect(await reserve(bar, 'order-1', { 'oat-milk': 130 })).toEqual({ reserved: true });
    expect(await left(bar, 'oat-milk')).toBe(20);
  });

  test('of two that want the last milk at once, one gets it', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 250);
    const decide = (order: string) => bar.host.read((work) => serveReserveIngredients.run(asking(order, latte), work));
    const [one, other] = await Promise.all([decide('order-1'), decide('order-2')]);
    expect(await bar.host.command(async () => one)).toMatchObject({ reply: { reserved: true } });
    expect(await bar.host.command(async () => other)).toMatchObject({ reason: 'try-again' });
    expect(await reserve(bar, 'order-2', latte)).toMatchObject({ reserved: false });
  });
});

describe('giving back', () => {
  test.each([
    ['cancelled', orderCancelled({ ...about('order-1'), by: 'barista', reason: 'the machine broke' })],
    ['timed out', orderTimedOut({ ...about('order-1'), waitedFor: 'barista' })],
    ['failed', orderFailed({ ...about('order-1'), error: 'States.Runtime' })],
  ])('an order that %s gives back what it took, once', async (_, end) => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 250);
    await reserve(bar, 'order-1', latte);
    await bar.publish(end, end);
    expect(await left(bar, 'oat-milk')).toBe(250);
  });

  test('a finished order gives nothing back, whatever is said of it later', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 250);
    await reserve(bar, 'order-1', latte);
    await bar.publish(orderFinished({ ...about('order-1'), orderNumber: 1 }));
    await bar.publish(orderFailed({ ...about('order-1'), error: 'late' }));
    expect(await left(bar, 'oat-milk')).toBe(50);
  });

  test('an order whose drink was made has used it up, even if its workflow fails afterwards', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 250);
    await reserve(bar, 'order-1', latte);
    await bar.publish(orderCompleted({ ...about('order-1'), orderNumber: 1, baristaId: staffId.parse('bo') }));
    await bar.publish(orderFailed({ ...about('order-1'), error: 'States.Runtime' }));
    expect(await left(bar, 'oat-milk')).toBe(50);
    expect(await bar.read(reservations, { orderId: 'order-1' })).toMatchObject({ state: 'used' });
  });

  test('a call of a stopped workflow that arrives after the end takes nothing', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 250);
    await bar.publish(orderFailed({ ...about('order-1'), error: 'States.Timeout' }));
    await reserve(bar, 'order-1', latte);
    expect(await left(bar, 'oat-milk')).toBe(250);
  });

  test('what is no longer counted goes back to where nobody counts', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 250);
    await reserve(bar, 'order-1', latte);
    await count(bar, 'oat-milk', null);
    await bar.publish(orderCancelled({ ...about('order-1'), by: 'customer', reason: '' }));
    expect(await left(bar, 'oat-milk')).toBeUndefined();
  });
});

describe('what can be made is told only when it changes', () => {
  test('by the order that takes the last of something, and by the one that gives it back', async () => {
    const bar = await openBar();
    await count(bar, 'oat-milk', 450);
    await reserve(bar, 'order-1', latte);
    expect(told(bar)).toEqual([]);
    await reserve(bar, 'order-2', latte);
    expect(told(bar)).toMatchObject([{ shopId: 'main', ingredientsOut: ['oat-milk'], drinksOut: [] }]);
    await bar.publish(orderCancelled({ ...about('order-1'), by: 'customer', reason: '' }));
    expect(told(bar)).toMatchObject([{ ingredientsOut: ['oat-milk'] }, { ingredientsOut: [] }]);
  });

  test('each time with a higher revision', async () => {
    const bar = await openBar();
    for (const amount of [0, 1_000, 0, 1_000]) await count(bar, 'oat-milk', amount);
    const revisions = told(bar).map((detail) => Number(detail['revision']));
    expect(revisions).toHaveLength(3 + 1);
    expect(revisions).toEqual(revisions.toSorted((one, other) => one - other));
    expect(new Set(revisions).size).toBe(4);
  });

  test('by a new menu that takes more than is there', async () => {
    const bar = await openBar();
    await count(bar, 'cup', 1);
    const mugs = startingMenu.drinks.map((drink) => ({
      ...drink,
      recipe: [{ ingredient: ingredientId.parse('cup'), amount: 2 }],
    }));
    await publishMenu(bar, { ...startingMenu, drinks: mugs }, 2);
    expect(told(bar)).toMatchObject([{ ingredientsOut: ['cup'], drinksOut: mugs.map(({ id }) => id) }]);
  });

  test('never by an older menu that arrives later', async () => {
    const bar = await openBar();
    await publishMenu(bar, startingMenu, 3);
    await publishMenu(bar, { ...startingMenu, ingredients: [] }, 2);
    const shown = await bar.call(showStock, { params: { shopId: main }, caller: barista });
    expect(shown).toMatchObject({ reply: { stock: startingMenu.ingredients.map(({ id }) => ({ ingredientId: id })) } });
  });
});

describe('counting by hand', () => {
  test('says what is there; saying it again changes nothing', async () => {
    const bar = await openBar();
    const once = await count(bar, 'oat-milk', 0);
    expect(once).toMatchObject({
      reply: { ingredientId: 'oat-milk', name: 'Oat milk', unit: 'ml', left: 0, out: true },
    });
    const events = bar.events().length;
    expect(await count(bar, 'oat-milk', 0)).toMatchObject({ accepted: true, reply: once.accepted ? once.reply : {} });
    expect(bar.events()).toHaveLength(events);
    expect(bar.events(stockCounted.detailType)).toHaveLength(1);
  });

  test('a menu published at the same moment sends it back to decide again', async () => {
    const bar = await openBar();
    const request = {
      params: { shopId: main, ingredientId: 'cup' },
      query: {},
      body: { left: 5 },
      caller: barista,
    };
    const decided = await bar.host.read((work) => countStock.run(request, work));
    await publishMenu(bar, startingMenu, 2);
    expect(await bar.host.command(async () => decided)).toMatchObject({ reason: 'try-again' });
  });

  test('is refused for what the menu does not know, where there is no shop, and to others', async () => {
    const bar = await openBar();
    expect(await count(bar, 'goat-milk', 5)).toMatchObject({ reason: 'unknown-ingredient' });
    const elsewhere = { params: { shopId: 'nowhere', ingredientId: 'cup' }, body: { left: 5 } };
    expect(await bar.call(countStock, { ...elsewhere, caller: barista })).toMatchObject({ reason: 'unknown-shop' });
    expect(await bar.call(countStock, { ...elsewhere, caller: { ...barista, shopId: 'main' } })).toMatchObject({
      reason: 'other-shop',
    });
    expect(await bar.call(showStock, { params: { shopId: main } })).toMatchObject({ reason: 'other-shop' });
  });

  test.each([-1, 1_000_001, Number.NaN, '5', undefined])('%s is no amount', async (amount) => {
    const bar = await openBar();
    const request = { params: { shopId: main, ingredientId: 'cup' }, body: { left: amount }, caller: barista };
    await expect(bar.call(countStock, request)).rejects.toThrow('#/body/left');
  });
});

test('whatever happens in whatever order, what is left and what is held add up to what was counted', async () => {
  const order = fc.integer({ min: 1, max: 6 }).map((number) => `order-${number}`);
  const step = fc.oneof(
    fc.record({ type: fc.constant('reserve' as const), order, milk: fc.constantFrom(100, 130.5, 200) }),
    fc.record({ type: fc.constantFrom('cancel' as const, 'finish' as const, 'fail' as const), order }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const bar = await openBar();
      await count(bar, 'oat-milk', 500);
      for (const one of steps) {
        if (one.type === 'reserve') await reserve(bar, one.order, { 'oat-milk': one.milk });
        else if (one.type === 'finish') await bar.publish(orderFinished({ ...about(one.order), orderNumber: 1 }));
        else if (one.type === 'fail') await bar.publish(orderFailed({ ...about(one.order), error: '' }));
        else await bar.publish(orderCancelled({ ...about(one.order), by: 'customer', reason: '' }));
      }
      const there = (await left(bar, 'oat-milk')) ?? 0;
      let gone = 0;
      for (let number = 1; number <= 6; number++) {
        const reservation = await bar.read(reservations, { orderId: `order-${number}` });
        if (reservation !== undefined && reservation.state !== 'returned') gone += reservation.taken[0]?.amount ?? 0;
      }
      expect(there).toBeGreaterThanOrEqual(0);
      expect(there + gone).toBe(500);
    }),
    { numRuns: 60 },
  );
});
