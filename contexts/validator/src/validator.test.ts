import { customerId, staffId } from '@coffee/identity/contract';
import { orderCompleted } from '@coffee/order-manager/contract';
import {
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
} from '@coffee/order-processor/contract';
import { settings, settingsChanged, shopId, type Settings } from '@coffee/shop/contract';
import { defineContext, type Caller } from '@espresso/contract';
import { openTestHost } from '@espresso/testing';
import { describe, expect, test } from 'vitest';
import { codeOf, windowAt } from './code.ts';
import { orderId } from './contract/index.ts';
import { redeemCode } from './handlers/redeem-code.ts';
import { showCode } from './handlers/show-code.ts';
import { validator } from './manifest.ts';
import { codes, customers, redemptions } from './tables.ts';

const codeSecret = 'a secret for tests';
const main = shopId.parse('main');
const minute = 60_000;

const contexts = [
  validator({ codeSecret }),
  defineContext({ name: 'shop', purpose: 'a stub', publishes: [settingsChanged] }),
  defineContext({ name: 'order-manager', purpose: 'a stub', publishes: [orderCompleted] }),
  defineContext({
    name: 'order-processor',
    purpose: 'a stub',
    publishes: [shopUnavailable, orderCancelled, orderTimedOut, orderFailed, orderFinished],
  }),
];
const redeem = redeemCode(codeSecret);
const show = showCode(codeSecret);

const who = (id: string, shop = 'main', session = id): Caller & { kind: 'customer' } => ({
  kind: 'customer',
  customerId: id,
  shopId: shop,
  sessionId: session,
  proved: false,
});
const display: Caller = {
  kind: 'staff',
  staffId: 'screen',
  name: 'screen',
  role: 'display',
  shopId: 'main',
  sessionId: 's',
};

const changed = (changes: Partial<Settings>, revision: number) =>
  settingsChanged({ shopId: main, by: 'olga', settings: settings.parse(changes), revision });

const open = async (changes: Partial<Settings> = {}) => {
  const host = await openTestHost({ contexts });
  await host.publish(changed(changes, 1));
  const codeNow = (lengthMs = 5 * minute) => codeOf(codeSecret, 'main', windowAt(host.clock.now(), lengthMs));
  const enter = async (customer: string, code = codeNow(), session = customer) =>
    host.call(redeem, { body: { shopId: 'main', code }, caller: who(customer, 'main', session) });
  const scan = (customer: string, code?: string) => enter(customer, code);
  const orderOf = async (customer: string, session?: string) => {
    await enter(customer, undefined, session);
    return orderId.parse(host.events('Validator.NewOrder').at(-1)?.detail['orderId']);
  };
  return { host, codeNow, scan, scanIn: (session: string) => enter('ana', undefined, session), orderOf };
};

describe('the code on the display', () => {
  test('is the one of this window, with what is left in it', async () => {
    const { host, codeNow, scan } = await open();
    const startMs = host.clock.now();
    const fresh = { code: codeNow(), windowStartMs: startMs, validUntilMs: startMs + 5 * minute, drinksPerCode: 10 };
    expect(await host.call(show, { params: { shopId: 'main' }, caller: display })).toMatchObject({
      reply: { ...fresh, drinksLeft: 10 },
    });
    await scan('ana');
    expect(await host.call(show, { params: { shopId: 'main' }, caller: display })).toMatchObject({
      reply: { ...fresh, drinksLeft: 9 },
    });
    await host.advance(5 * minute);
    expect(await host.call(show, { params: { shopId: 'main' }, caller: display })).toMatchObject({
      reply: { code: codeNow(), drinksLeft: 10 },
    });
  });

  test('is not for the screens of another shop, and not of a shop that is not', async () => {
    const { host } = await open();
    expect(await host.call(show, { params: { shopId: 'other' }, caller: display })).toMatchObject({
      reason: 'other-shop',
    });
    const roaming: Caller = { kind: 'staff', staffId: 'olga', name: 'Olga', role: 'owner', sessionId: 's' };
    expect(await host.call(show, { params: { shopId: 'other' }, caller: roaming })).toMatchObject({
      reason: 'unknown-shop',
    });
  });
});

describe('a good scan', () => {
  test('begins an order that belongs to whoever is signed in', async () => {
    const { host, scan } = await open();
    const outcome = await scan('ana');
    expect(outcome.accepted).toBe(true);
    expect(host.events('Validator.NewOrder')).toMatchObject([{ detail: { shopId: 'main', customerId: 'ana' } }]);
  });

  test('may be typed by hand', async () => {
    const { codeNow, scan } = await open();
    const typed = `${codeNow().slice(0, 5)} - ${codeNow().slice(5)}`.toLowerCase();
    expect(await scan('ana', typed)).toMatchObject({ accepted: true });
  });

  test('takes the last drink once, and says so', async () => {
    const { host, scan } = await open({ drinksPerCode: 2 });
    await scan('ana');
    expect(host.events('Validator.CodeSpent')).toEqual([]);
    await scan('ben');
    expect(host.events('Validator.CodeSpent')).toHaveLength(1);
    expect(await scan('cat')).toMatchObject({ accepted: false, reason: 'code-spent' });
  });
});

describe('a scan is refused, with what to do next', () => {
  const refused = (reason: string) => ({ accepted: false, reason });

  test('when the code is none of this shop', async () => {
    const { host, scan } = await open();
    expect(await scan('ana', 'AAAAAAAAAA')).toMatchObject(refused('code-unknown'));
    expect(await scan('ana', 'x')).toMatchObject(refused('code-unknown'));
    expect(host.events('Validator.ScanRefused')).toMatchObject([
      { detail: { customerId: 'ana', reason: 'code-unknown' } },
      { detail: { customerId: 'ana', reason: 'code-unknown' } },
    ]);
  });

  test('when the code is old, though not within its minute of grace', async () => {
    const { host, codeNow, scan } = await open();
    const code = codeNow();
    await host.advance(6 * minute - 1);
    expect(await scan('ana', code)).toMatchObject({ accepted: true });
    await host.advance(1);
    expect(await scan('ben', code)).toMatchObject(refused('code-expired'));
  });

  test('when all drinks of the code are taken', async () => {
    const { scan, host } = await open({ drinksPerCode: 1 });
    await scan('ana');
    await host.advance(2 * minute);
    expect(await scan('ben')).toMatchObject({
      ...refused('code-spent'),
      detail: 'All drinks of this code are taken. The next code is on the display in 3 minutes: scan that one.',
    });
  });

  test('when the customer has as many orders as one may have, and names them', async () => {
    const { scan, orderOf } = await open();
    const order = await orderOf('ana');
    expect(await scan('ana')).toMatchObject({ ...refused('limit-reached'), data: { orderIds: [order] } });
    expect(await scan('ben')).toMatchObject({ accepted: true });
  });

  test('with the orders of this session alone named, where the address was only typed', async () => {
    const { host, codeNow, scan, scanIn, orderOf } = await open({ ordersPerCustomer: 2 });
    const [mine, theirs] = [await orderOf('ana'), await orderOf('ana', 'another')];
    expect(await scan('ana')).toMatchObject({ ...refused('limit-reached'), data: { orderIds: [mine] } });
    const other = await scanIn('another');
    expect(other).toMatchObject({ ...refused('limit-reached'), data: { orderIds: [theirs] } });
    expect(other.accepted ? '' : other.detail).toContain('not all were begun on this device');
    expect(await scanIn('a third')).toMatchObject({ ...refused('limit-reached'), data: { orderIds: [] } });
    const proved = { ...who('ana'), sessionId: 'a fourth', proved: true };
    const all = await host.call(redeem, { body: { shopId: 'main', code: codeNow() }, caller: proved });
    expect(all).toMatchObject({ ...refused('limit-reached'), data: { orderIds: [mine, theirs] } });
  });

  test('when the customer is signed in to another shop', async () => {
    const { host, codeNow } = await open();
    const body = { shopId: 'main', code: codeNow() };
    expect(await host.call(redeem, { body, caller: who('ana', 'other') })).toMatchObject(refused('other-shop'));
    expect(await host.call(redeem, { body })).toMatchObject(refused('other-shop'));
  });

  test('when nobody knows the shop', async () => {
    const { host } = await open();
    const body = { shopId: 'other', code: 'AAAAAAAAAA' };
    expect(await host.call(redeem, { body, caller: who('ana', 'other') })).toMatchObject(refused('code-unknown'));
  });
});

describe('the settings', () => {
  test('count from when they change; a code that is in use keeps its drinks', async () => {
    const { host, scan } = await open({ drinksPerCode: 2 });
    await scan('ana');
    await host.publish(changed({ drinksPerCode: 50 }, 2));
    expect(await host.read(codes, { shopId: 'main', windowStartMs: host.clock.now() })).toMatchObject({ left: 1 });
    await scan('ben');
    expect(await scan('cat')).toMatchObject({ reason: 'code-spent' });
    await host.advance(5 * minute);
    expect(await host.call(show, { params: { shopId: 'main' }, caller: display })).toMatchObject({
      reply: { drinksLeft: 50 },
    });
  });

  test('say how long a code is shown', async () => {
    const { host, codeNow, scan } = await open({ codeWindowSeconds: 60 });
    const early = codeNow(minute);
    const startMs = host.clock.now();
    expect(await host.call(show, { params: { shopId: 'main' }, caller: display })).toMatchObject({
      reply: { code: early, windowStartMs: startMs, validUntilMs: startMs + minute },
    });
    await host.advance(minute);
    expect(await host.call(show, { params: { shopId: 'main' }, caller: display })).toMatchObject({
      reply: { code: codeNow(minute), windowStartMs: startMs + minute },
    });
    await host.advance(minute);
    expect(await scan('ana', early)).toMatchObject({ reason: 'code-expired' });
    expect(await scan('ana', codeNow(minute))).toMatchObject({ accepted: true });
  });

  test('that arrive late change nothing', async () => {
    const { host, scan } = await open();
    await host.publish(changed({ ordersPerCustomer: 2 }, 3));
    await host.publish(changed({ ordersPerCustomer: 1 }, 2));
    await scan('ana');
    expect(await scan('ana')).toMatchObject({ accepted: true });
  });
});

describe('the end of an order', () => {
  const ana = { shopId: main, customerId: customerId.parse('ana') };
  const fruitless = [
    [
      'refused by the shop',
      (id: string) => shopUnavailable({ ...ana, orderId: orderId.parse(id), reason: 'closed', detail: '' }),
    ],
    ['cancelled', (id: string) => orderCancelled({ ...ana, orderId: orderId.parse(id), by: 'barista', reason: '' })],
    ['timed out', (id: string) => orderTimedOut({ ...ana, orderId: orderId.parse(id), waitedFor: 'customer' })],
    ['failed', (id: string) => orderFailed({ ...ana, orderId: orderId.parse(id), error: 'States.Runtime' })],
  ] as const;

  test.each(fruitless)('%s gives the drink back, once, and lets the customer order again', async (_, end) => {
    const { host, scan, orderOf } = await open();
    const order = await orderOf('ana');
    await host.publish(end(order));
    await host.publish(end(order));
    expect(host.events('Validator.DrinkReturned')).toHaveLength(1);
    expect(await host.read(codes, { shopId: 'main', windowStartMs: host.clock.now() })).toMatchObject({ left: 10 });
    expect(await host.read(redemptions, { orderId: order })).toMatchObject({ outcome: 'returned' });
    expect(await scan('ana')).toMatchObject({ accepted: true });
  });

  test('with a drink keeps it, and lets the customer order again', async () => {
    const { host, scan, orderOf } = await open();
    const order = await orderOf('ana');
    const finished = orderFinished({ ...ana, orderId: order, orderNumber: 1 });
    await host.publish(finished, finished);
    expect(host.events('Validator.DrinkReturned')).toEqual([]);
    expect(await host.read(customers, { customerId: 'ana', shopId: 'main' })).not.toHaveProperty('underWay');
    expect(await scan('ana')).toMatchObject({ accepted: true });
    expect(await host.read(codes, { shopId: 'main', windowStartMs: host.clock.now() })).toMatchObject({ left: 8 });
  });

  test('counts the first time: what was finished is not returned afterwards', async () => {
    const { host, orderOf } = await open();
    const order = await orderOf('ana');
    await host.publish(orderFinished({ ...ana, orderId: order, orderNumber: 1 }));
    await host.publish(orderFailed({ ...ana, orderId: order, error: 'States.Runtime' }));
    expect(host.events('Validator.DrinkReturned')).toEqual([]);
  });

  test('by a failure after the drink was made returns nothing: it was drunk', async () => {
    const { host, scan, orderOf } = await open();
    const order = await orderOf('ana');
    const baristaId = staffId.parse('bo');
    await host.publish(orderCompleted({ ...ana, orderId: order, orderNumber: 1, baristaId }));
    await host.publish(orderFailed({ ...ana, orderId: order, error: 'States.Runtime' }));
    expect(host.events('Validator.DrinkReturned')).toEqual([]);
    expect(await host.read(codes, { shopId: 'main', windowStartMs: host.clock.now() })).toMatchObject({ left: 9 });
    expect(await scan('ana')).toMatchObject({ accepted: true });
  });

  test('of an order this context never began changes nothing', async () => {
    const { host } = await open();
    await host.publish(orderFailed({ ...ana, orderId: orderId.parse('made-up'), error: '' }));
    expect(host.events('Validator.DrinkReturned')).toEqual([]);
  });

  test('days after its code is gone still frees the customer', async () => {
    const { host, scan, orderOf } = await open();
    const order = await orderOf('ana');
    await host.advance(3 * 86_400_000);
    await host.publish(orderCancelled({ ...ana, orderId: order, by: 'barista', reason: '' }));
    expect(await host.read(redemptions, { orderId: order })).toMatchObject({ outcome: 'returned' });
    expect(await scan('ana')).toMatchObject({ accepted: true });
  });
});
