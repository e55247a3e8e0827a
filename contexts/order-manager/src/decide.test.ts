import { describe, expect, test } from 'vitest';
import { iso } from '@espresso/kernel';
import { evolve, type Change } from './change.ts';
import { decide, type Decision } from './decide.ts';
import type { Order } from './order.ts';
import { bo, cy, espresso, everyOrder, latte, orderIn } from './test/orders.ts';

const commands = {
  'choose a latte': (order) => decide.choose(order, latte),
  'choose something else': (order) => decide.choose(order, espresso),
  'more time': (order) =>
    decide.extend({ ...order, ...(order.status === 'choosing' && { patienceMs: 60_000 }) }, 5_000),
  'cancel, by its customer': (order) => decide.cancel(order, 'customer', ''),
  'cancel, by a barista': (order) => decide.cancel(order, 'barista', 'no more cups'),
  'claim, by Bo': (order) => decide.claim(order, bo),
  'claim, by Cy': (order) => decide.claim(order, cy),
  'release, by Bo': (order) => decide.release(order, bo),
  'release, by Cy': (order) => decide.release(order, cy),
  'complete, by Bo': (order) => decide.complete(order, bo),
  'complete, by Cy': (order) => decide.complete(order, cy),
  collect: (order) => decide.collect(order, 6_000),
} satisfies Record<string, (order: Order) => Decision>;

// `→ status` is where it leads, `=` a second tap that changes nothing, anything else why not. Bo makes what is being made.
const table = `
              | choose a latte | choose something else | more time | cancel, by its customer | cancel, by a barista | claim, by Bo | claim, by Cy       | release, by Bo | release, by Cy     | complete, by Bo | complete, by Cy    | collect
  placed      | not-yet        | not-yet               | not-yet | → cancelling            | → cancelling         | not-queued   | not-queued         | not-queued     | not-queued         | not-queued      | not-queued         | not-ready
  choosing    | → submitted    | → submitted           | → choosing | → cancelling            | → cancelling         | not-queued   | not-queued         | not-queued     | not-queued         | not-queued      | not-queued         | not-ready
  submitted   | =              | too-late              | too-late | → cancelling            | → cancelling         | not-queued   | not-queued         | not-queued     | not-queued         | not-queued      | not-queued         | not-ready
  queued      | =              | too-late              | too-late | → cancelling            | → cancelling         | → making     | → making           | =              | =                  | not-claimed     | not-claimed        | not-ready
  making      | too-late       | too-late              | too-late | being-made              | → cancelling         | =            | claimed-by-another | → queued       | claimed-by-another | → ready         | claimed-by-another | not-ready
  ready       | too-late       | too-late              | too-late | already-over            | already-over         | already-over | already-over       | already-over   | already-over       | =               | already-over       | → collected
  collected   | too-late       | too-late              | too-late | already-over            | already-over         | already-over | already-over       | already-over   | already-over       | already-over    | already-over       | =
  cancelling  | too-late       | too-late              | too-late | =                       | =                    | already-over | already-over       | already-over   | already-over       | already-over    | already-over       | already-over
  refused     | too-late       | too-late              | too-late | already-over            | already-over         | already-over | already-over       | already-over   | already-over       | already-over    | already-over       | already-over
  cancelled   | too-late       | too-late              | too-late | =                       | =                    | already-over | already-over       | already-over   | already-over       | already-over    | already-over       | already-over
  timed-out   | too-late       | too-late              | too-late | already-over            | already-over         | already-over | already-over       | already-over   | already-over       | already-over    | already-over       | already-over
  failed      | too-late       | too-late              | too-late | already-over            | already-over         | already-over | already-over       | already-over   | already-over       | already-over    | already-over       | already-over
`;
const [names = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

const inWords = (order: Order, decision: Decision): string => {
  if (!decision.accepted) return decision.reason;
  return decision.change === undefined ? '=' : `→ ${evolve(order, decision.change).status}`;
};

const cells = Object.entries(commands).flatMap(([name, command]) =>
  everyOrder.map((order) => {
    const row = rows.find(([status]) => status === order.status);
    return { status: order.status, name, claim: row?.[names.indexOf(name)], order, command };
  }),
);

test.each(cells)('$status, $name: $claim', ({ claim, order, command }) => {
  expect(inWords(order, command(order))).toBe(claim);
});

test('more time is as long again, from the tap, ten times; the workflow is told that somebody is there', () => {
  const asked: Order = { ...orderIn.choosing, chooseBy: iso(60_000), patienceMs: 60_000 };
  const tenTimes = Array.from({ length: 10 }, (_, at) => 30_000 + at * 60_000).reduce<Order>((order, atMs) => {
    const decision = decide.extend(order, atMs);
    expect(decision).toMatchObject({ tell: { taskToken: orderIn.choosing.taskToken, answer: 'heartbeat' } });
    const next = decision.accepted && decision.change ? evolve(order, decision.change) : order;
    expect(next).toMatchObject({ status: 'choosing', chooseBy: iso(atMs + 60_000) });
    return next;
  }, asked);
  expect(decide.extend(tenTimes, 600_000)).toEqual({ accepted: false, reason: 'extended-enough' });
});

describe('the workflow', () => {
  test('is told of the choice, with the token it gave out for it', () => {
    expect(decide.choose(orderIn.choosing, latte)).toMatchObject({
      tell: { taskToken: 'token-1', answer: { outcome: 'chosen', drink: latte } },
    });
  });

  test('is told of a cancellation at once where it waits, and later where it does not', () => {
    const answer = { outcome: 'cancelled', by: 'customer', reason: 'late' };
    expect(decide.cancel(orderIn.choosing, 'customer', 'late')).toMatchObject({
      tell: { taskToken: 'token-1', answer },
    });
    expect(decide.cancel(orderIn.queued, 'customer', 'late')).toMatchObject({ tell: { taskToken: 'token-3', answer } });
    expect(decide.cancel(orderIn.placed, 'customer', 'late')).not.toHaveProperty('tell');
    expect(decide.cancel(orderIn.submitted, 'customer', 'late')).not.toHaveProperty('tell');
  });

  test('hears that a barista is at it, so that it does not give up', () => {
    const tell = { taskToken: 'token-3', answer: 'heartbeat' };
    expect(decide.claim(orderIn.queued, bo)).toMatchObject({ tell });
    expect(decide.release(orderIn.making, bo)).toMatchObject({ tell });
  });

  test('is told that the drink is made', () => {
    expect(decide.complete(orderIn.making, bo)).toMatchObject({
      tell: { taskToken: 'token-3', answer: { outcome: 'completed' } },
    });
  });
});

test("a barista's touch winds the order's clock up again", () => {
  const at = 600_000;
  const claimed = evolve(orderIn.queued, { type: 'claimed', ...bo, atMs: at });
  expect(claimed).toMatchObject({ status: 'making', makeBy: new Date(at + 900_000).toISOString() });
  expect(evolve(claimed, { type: 'released', atMs: at + 1 })).toMatchObject({
    status: 'queued',
    makeBy: new Date(at + 1 + 900_000).toISOString(),
    queuedMs: 1_000,
  });
});

test('an order given back has forgotten its barista', () => {
  const released = evolve(orderIn.making, { type: 'released', atMs: 3_000 });
  expect(released).not.toHaveProperty('baristaId');
  expect(released).not.toHaveProperty('baristaName');
});

test('an order that came to nothing still knows its number and drink', () => {
  expect(evolve(orderIn.making, { type: 'timed-out', waitedFor: 'barista' })).toMatchObject({
    status: 'timed-out',
    orderNumber: 42,
    drink: latte,
  });
});

test('a change that a status has no room for changes nothing', () => {
  expect(evolve(orderIn.placed, { type: 'claimed', ...bo })).toBe(orderIn.placed);
  expect(evolve(orderIn.collected, { type: 'released', atMs: 1 })).toBe(orderIn.collected);
  expect(evolve(orderIn.placed, { type: 'completed', atMs: 1 })).toBe(orderIn.placed);
  expect(evolve(orderIn.queued, { type: 'collected', atMs: 1 })).toBe(orderIn.queued);
  expect(evolve(orderIn.queued, { type: 'chosen', drink: latte })).toBe(orderIn.queued);
});

test('whatever happens to an order, it stays whose it is', () => {
  const changes: readonly Change[] = [
    { type: 'asked', taskToken: 'token-9', chooseBy: '1970-01-01T00:05:00.000Z' },
    { type: 'chosen', drink: latte },
    { type: 'queued', orderNumber: 7, drink: latte, taskToken: 'token-9', makeBy: '1970-01-01T00:15:00.000Z', atMs: 0 },
    { type: 'claimed', ...bo },
    { type: 'released', atMs: 1 },
    { type: 'completed', atMs: 1 },
    { type: 'collected', atMs: 1 },
    { type: 'refused', reason: 'closed', detail: '' },
    { type: 'cancelling', by: 'customer', reason: '' },
    { type: 'cancelled', by: 'customer', reason: '' },
    { type: 'timed-out', waitedFor: 'barista' },
    { type: 'failed' },
  ];
  for (const before of everyOrder)
    for (const change of changes) {
      const { orderId, shopId, customerId, sessionId, createdMs } = before;
      expect(evolve(before, change)).toMatchObject({ orderId, shopId, customerId, sessionId, createdMs });
    }
});
