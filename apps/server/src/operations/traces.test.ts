import { defineContext, on } from '@espresso/contract';
import { newOrder } from '@coffee/validator/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestBar, type TestBar } from '../testing/test-bar.ts';

const traced = z.object({
  event: z.object({ id: z.string(), detailType: z.string(), sentence: z.string() }),
  since: z.string(),
  deliveries: z.array(
    z.object({
      rule: z.string(),
      state: z.string(),
      attempts: z.array(z.object({ result: z.string() })),
      dueAt: z.string().optional(),
      error: z.object({ message: z.string() }).optional(),
    }),
  ),
});
const counted = z.object({ events: z.number(), deadLetters: z.number(), deliveriesWaiting: z.number() });

/** Nothing is tried for as long as that. */
const A_DAY_MS = 24 * 3_600_000;

let bar: TestBar;
beforeEach(async () => {
  bar = await openTestBar();
});
afterEach(() => bar.close());

const firstOf = (type: string): string =>
  bar.bar.host.events({ limit: 1_000 }).find(({ envelope }) => envelope['detail-type'] === type)?.envelope.id ?? '';

describe('the trace of an event', () => {
  test('names every rule that heard it, and that it is done there', async () => {
    await bar.scan(await bar.customer('ana@example.org'));
    const { body } = await bar.call('GET', `/api/events/${firstOf('Validator.NewOrder')}/trace`, { token: bar.owner });
    const { event, deliveries } = traced.parse(body);
    expect(event.detailType).toBe('Validator.NewOrder');
    expect(deliveries.map(({ rule }) => rule)).toContain('order-processor.startOrder');
    expect(deliveries.every(({ state }) => state === 'done')).toBe(true);
    expect(deliveries[0]?.attempts).toMatchObject([{ result: 'done' }]);
  });

  test('is kept from those who may not see the event', async () => {
    await bar.scan(await bar.customer('ana@example.org'));
    const elsewhere = await bar.staff('viewer', 'annex');
    const path = `/api/events/${firstOf('Validator.NewOrder')}/trace`;
    expect((await bar.call('GET', path, { token: elsewhere })).status).toBe(404);
    expect((await bar.call('GET', path)).status).toBe(401);
    expect((await bar.call('GET', '/api/events/nothing/trace', { token: bar.owner })).status).toBe(404);
  });
});

test('figures and timers are for staff of all shops', async () => {
  await bar.scan(await bar.customer('ana@example.org'));
  const { body } = await bar.call('GET', '/api/figures', { token: bar.owner });
  expect(counted.parse(body)).toMatchObject({ deadLetters: 0, deliveriesWaiting: 0 });
  const timers = await bar.call('GET', '/api/timers', { token: await bar.staff('viewer') });
  expect(timers.text).toContain('OrderProcessor/');
  const elsewhere = await bar.staff('viewer', 'main');
  expect((await bar.call('GET', '/api/figures', { token: elsewhere })).status).toBe(403);
  expect((await bar.call('GET', '/api/timers', { token: elsewhere })).status).toBe(403);
});

test('executions under way are listed while they are, and no longer', async () => {
  const customer = await bar.customer('ana@example.org');
  const orders = [await bar.scan(customer), await bar.scan(await bar.customer('ben@example.org'))];
  const running = async (token = bar.owner) => {
    const { body } = await bar.call('GET', '/api/executions/running', { token });
    return z.object({ executions: z.array(z.object({ correlationId: z.string() })), count: z.number() }).parse(body);
  };
  expect(new Set((await running()).executions.map(({ correlationId }) => correlationId))).toEqual(new Set(orders));
  await bar.call('POST', `/api/orders/${orders[0]}/cancel`, { token: customer, body: {} });
  expect((await running()).executions.map(({ correlationId }) => correlationId)).toEqual(orders.slice(1));
  await bar.scan(customer);
  expect((await running()).count).toBe(2);
  expect((await running(await bar.staff('viewer', 'annex'))).count).toBe(0);
});

describe('a delivery that fails', () => {
  const broken = defineContext({
    name: 'broken',
    purpose: 'Fails at everything.',
    subscribes: { never: on([newOrder], () => Promise.reject(new Error('no, thank you'))) },
  });
  beforeEach(async () => {
    await bar.close();
    bar = await openTestBar({ extensions: [broken] });
    await bar.scan(await bar.customer('ana@example.org'));
    await bar.bar.host.settle();
    const { body } = await bar.call('GET', '/api/deliveries/waiting', { token: bar.owner });
    expect(JSON.stringify(body)).toContain('no, thank you');
    bar.clock.advance(A_DAY_MS);
    await bar.bar.host.settle();
  });

  test('shows its attempts and its error in the trace of its event', async () => {
    const { body } = await bar.call('GET', `/api/events/${firstOf('Validator.NewOrder')}/trace`, { token: bar.owner });
    const dead = traced.parse(body).deliveries.find(({ rule }) => rule === 'broken.never');
    expect(dead).toMatchObject({ state: 'dead', error: { message: 'no, thank you' } });
  });

  test('is discarded by an owner, one event of one rule, and then it is gone', async () => {
    const body = { rule: 'broken.never', eventId: firstOf('Validator.NewOrder') };
    const discard = (token: string) => bar.call('POST', '/api/dead-letters/discard', { token, body });
    expect((await discard(await bar.staff('viewer'))).status).toBe(403);
    expect((await discard(bar.owner)).body).toEqual({ discarded: 1 });
    expect((await discard(bar.owner)).body).toEqual({ discarded: 0 });
    const { body: left } = await bar.call('GET', '/api/dead-letters', { token: bar.owner });
    expect(left).toEqual({ deadLetters: [] });
  });
});
