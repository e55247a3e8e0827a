import { orderCompleted, walkUpTaken } from '@coffee/order-manager/contract';
import {
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
  waitingCompletion,
} from '@coffee/order-processor/contract';
import { shopCreated, shopId } from '@coffee/shop/contract';
import { newOrder, orderId } from '@coffee/validator/contract';
import { defineContext, type Caller } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { MONDAY_MORNING_MS, openTestHost, type TestHost } from '@espresso/testing';
import { describe, expect, test } from 'vitest';
import { showMetrics } from './handlers/show-metrics.ts';
import { showPace } from './handlers/show-pace.ts';
import { hourOf } from './hour.ts';
import { metrics } from './manifest.ts';

const main = shopId.parse('main');
const viewer: Caller = { kind: 'staff', staffId: 'staff-3', name: 'Vi', role: 'viewer', sessionId: 'session-1' };
const HOUR_MS = 3_600_000;

/** Those whose events are counted. */
const neighbours = [
  defineContext({ name: 'shop', purpose: 'creates shops', publishes: [shopCreated] }),
  defineContext({ name: 'validator', purpose: 'begins orders', publishes: [newOrder] }),
  defineContext({ name: 'order-manager', purpose: 'completes orders', publishes: [orderCompleted, walkUpTaken] }),
  defineContext({
    name: 'order-processor',
    purpose: 'ends orders',
    publishes: [waitingCompletion, orderFinished, orderCancelled, orderTimedOut, orderFailed, shopUnavailable],
  }),
];
const openBar = async (): Promise<TestHost> => {
  const bar = await openTestHost({ contexts: [metrics, ...neighbours] });
  await bar.publish(shopCreated({ shopId: main, name: 'Main', by: 'system' }));
  return bar;
};

const about = (order: string) => ({
  orderId: orderId.parse(order),
  shopId: main,
  customerId: orderFinished.example.customerId,
});
const queued = (order: string) => waitingCompletion({ ...waitingCompletion.example, ...about(order) });
const finished = (order: string) => orderFinished({ ...about(order), orderNumber: 1 });

const show = async (bar: TestHost, query: { from?: string; to?: string } = {}) => {
  const outcome = await bar.call(showMetrics, { params: { shopId: 'main' }, query, caller: viewer });
  return outcome.accepted ? outcome.reply : outcome;
};

describe('counting', () => {
  test('an order counts when it has ended, with how long it took', async () => {
    const bar = await openBar();
    await bar.publish(newOrder(about('order-1')));
    await bar.advance(60_000);
    await bar.publish(queued('order-1'));
    expect(await show(bar)).toMatchObject({ total: { orders: 0 }, hours: [] });
    await bar.advance(120_000);
    await bar.publish(finished('order-1'));
    expect(await show(bar)).toMatchObject({
      total: {
        orders: 1,
        finished: 1,
        waits: { order: { p50Seconds: 191.7 }, queue: { p50Seconds: 133.1 } },
      },
    });
  });

  test('every way an order ends has its own count', async () => {
    const bar = await openBar();
    await bar.publish(
      orderCancelled({ ...about('1'), by: 'customer', reason: '' }),
      orderCancelled({ ...about('2'), by: 'barista', reason: '' }),
      orderTimedOut({ ...about('3'), waitedFor: 'customer' }),
      orderTimedOut({ ...about('4'), waitedFor: 'barista' }),
      orderFailed({ ...about('5'), error: '' }),
      shopUnavailable({ ...about('6'), reason: 'closed', detail: '' }),
      shopUnavailable({ ...about('7'), reason: 'paused', detail: '' }),
      shopUnavailable({ ...about('8'), reason: 'no-capacity', detail: '' }),
    );
    expect(await show(bar)).toMatchObject({
      total: {
        orders: 8,
        finished: 0,
        cancelled: { customer: 1, barista: 1 },
        timedOut: { customer: 1, barista: 1 },
        refused: { closed: 1, paused: 1, noCapacity: 1 },
        failed: 1,
        waits: { order: null, queue: null },
      },
    });
  });

  test('an order whose drink was made counts as finished, though its workflow fails after that', async () => {
    const bar = await openBar();
    await bar.publish(newOrder(about('order-1')), queued('order-1'));
    await bar.publish(orderCompleted({ ...orderCompleted.example, ...about('order-1') }));
    await bar.publish(orderFailed({ ...about('order-1'), error: 'States.Runtime' }));
    expect(await show(bar)).toMatchObject({ total: { orders: 1, finished: 1, failed: 0 } });
  });

  test('an order counts once, whatever is said twice or after its end', async () => {
    const bar = await openBar();
    await bar.publish(newOrder(about('order-1')), finished('order-1'), finished('order-1'));
    await bar.publish(orderFailed({ ...about('order-1'), error: '' }), newOrder(about('order-1')), queued('order-1'));
    expect(await show(bar)).toMatchObject({ total: { orders: 1, finished: 1, failed: 0 } });
  });

  test('the first word on when an order began stays, so a repetition makes nobody wait less', async () => {
    const bar = await openBar();
    await bar.publish(newOrder(about('order-1')));
    await bar.advance(60_000);
    await bar.publish(newOrder(about('order-1')), finished('order-1'));
    expect(await show(bar)).toMatchObject({ total: { waits: { order: { p50Seconds: 64.2 } } } });
  });
});

describe('the pace', () => {
  const pace = async (bar: TestHost) => {
    const outcome = await bar.call(showPace, { params: { shopId: 'main' } });
    return outcome.accepted ? outcome.reply : outcome;
  };
  const makeOne = async (bar: TestHost, order: string, afterMs: number) => {
    await bar.publish(newOrder(about(order)), queued(order));
    await bar.advance(afterMs);
    await bar.publish(finished(order));
  };

  test('is learnt from what was made; what was said is kept score of', async () => {
    const bar = await openBar();
    expect(await pace(bar)).toEqual({ waiting: 0, perPlace: null, next: null, kept: { kept: 0, of: 0 } });
    for (const order of ['1', '2', '3', '4', '5']) await makeOne(bar, order, 90_000);
    expect(await pace(bar)).toMatchObject({ perPlace: { fromSeconds: 90, toSeconds: 90 }, kept: { of: 0 } });
    // Two minutes were said: one came within them, one did not.
    await makeOne(bar, '6', 110_000);
    await makeOne(bar, '7', 190_000);
    expect(await pace(bar)).toMatchObject({ kept: { kept: 1, of: 2 } });
  });

  test('counts who waits: joins, leaves, twice told, and never less than nobody', async () => {
    const bar = await openBar();
    await bar.publish(queued('1'), queued('2'), queued('2'));
    expect(await pace(bar)).toMatchObject({ waiting: 2 });
    await bar.publish(orderCancelled({ ...about('1'), by: 'customer', reason: '' }), finished('2'), finished('2'));
    await bar.publish(queued('2'));
    expect(await pace(bar)).toMatchObject({ waiting: 0 });
  });

  test('of a shop that is not there is none', async () => {
    const bar = await openBar();
    const outcome = await bar.call(showPace, { params: { shopId: 'nowhere' } });
    expect(outcome).toMatchObject({ reason: 'unknown-shop' });
  });
});

test('a shop without orders has numbers, and one that nobody created has none', async () => {
  const bar = await openBar();
  expect(await show(bar)).toMatchObject({ total: { orders: 0 } });
  const nowhere = await bar.call(showMetrics, { params: { shopId: 'nowhere' }, query: {}, caller: viewer });
  expect(nowhere).toMatchObject({ accepted: false, reason: 'unknown-shop' });
});

describe('hour by hour', () => {
  test('an order counts in the hour in which it began', async () => {
    const bar = await openBar();
    const firstMs = hourOf(bar.clock.now());
    await bar.advance(HOUR_MS - (bar.clock.now() - firstMs) - 1_000);
    await bar.publish(newOrder(about('order-1')));
    await bar.advance(2_000);
    await bar.publish(newOrder(about('order-2')), finished('order-1'), finished('order-2'));
    expect(await show(bar)).toMatchObject({
      total: { finished: 2 },
      hours: [
        { from: iso(firstMs), summary: { finished: 1 } },
        { from: iso(firstMs + HOUR_MS), summary: { finished: 1 } },
      ],
    });
    const to = iso(firstMs + HOUR_MS - 1);
    expect(await show(bar, { to })).toMatchObject({ to, total: { finished: 1 } });
    expect(await show(bar, { from: iso(firstMs + HOUR_MS + 1) })).toMatchObject({ total: { finished: 1 } });
  });

  test('without a word about the span, it is the last day', async () => {
    const bar = await openBar();
    await bar.publish(finished('order-1'));
    await bar.advance(25 * HOUR_MS);
    expect(await show(bar)).toMatchObject({ total: { orders: 0 } });
    expect(await show(bar, { from: iso(MONDAY_MORNING_MS) })).toMatchObject({ total: { orders: 1 } });
  });

  test.each([
    [{ from: '2026-11-23T10:00:00Z', to: '2026-11-23T09:00:00Z' }],
    [{ from: '2026-01-01T00:00:00Z', to: '2026-11-23T09:00:00Z' }],
  ])('a span that ends before it begins, or is too long, is refused: %o', async (query) => {
    expect(await show(await openBar(), query)).toMatchObject({ reason: 'no-such-span' });
  });

  test('who does not work there sees nothing', async () => {
    const bar = await openBar();
    const elsewhere = { params: { shopId: 'main' }, caller: { ...viewer, shopId: 'garden' } };
    expect(await bar.call(showMetrics, elsewhere)).toMatchObject({ reason: 'other-shop' });
  });
});
