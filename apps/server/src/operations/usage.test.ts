import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestBar, type TestBar } from '../testing/test-bar.ts';

let bar: TestBar;
beforeEach(async () => {
  bar = await openTestBar();
});
afterEach(async () => {
  await bar.close();
});

const usage = z.record(z.string(), z.number());
const usageOf = async (orderId: string) =>
  usage.parse((await bar.call('GET', `/api/orders/${orderId}/usage`, { token: bar.owner })).body);

test('what an order would ask of AWS is counted from its own events, rules and workflow', async () => {
  const ana = await bar.customer('ana@example.org');
  const orderId = await bar.scan(ana);
  const begun = await usageOf(orderId);
  const { body } = await bar.call('GET', `/api/orders/${orderId}/execution`, { token: bar.owner });
  const history = z.array(z.object({ type: z.string() })).parse(body['history']);
  const logged = bar.bar.host.events({ correlationId: orderId, limit: 100 });
  expect(begun).toMatchObject({
    events: logged.length,
    transitions: history.filter(({ type }) => type.endsWith('StateEntered')).length,
    requests: 1,
  });
  expect(begun['reads']).toBeGreaterThan(0);
  expect(begun['writes']).toBeGreaterThan(0);

  await bar.call('POST', `/api/orders/${orderId}/drink`, { token: ana, body: { drinkId: 'latte', options: {} } });
  const chosen = await usageOf(orderId);
  expect(chosen['requests']).toBe(2);
  for (const name of ['events', 'transitions', 'invocations', 'reads', 'writes', 'updates'])
    expect([name, (chosen[name] ?? 0) > (begun[name] ?? 0)]).toEqual([name, true]);
});

test('a replay costs the order nothing', async () => {
  const orderId = await bar.scan(await bar.customer('ana@example.org'));
  const before = await usageOf(orderId);
  const from = new Date(bar.clock.now() - 1_000).toISOString();
  bar.clock.advance(1_000);
  const to = new Date(bar.clock.now()).toISOString();
  await bar.call('POST', '/api/replays', { token: bar.owner, body: { from, to, rules: ['journey.keepStep'] } });
  expect(await usageOf(orderId)).toEqual(before);
});

test('an order nobody knows, or of another shop, has no usage', async () => {
  const orderId = await bar.scan(await bar.customer('ana@example.org'));
  const elsewhere = await bar.staff('viewer', 'other');
  for (const [id, token] of [
    ['nothing', bar.owner],
    [orderId, elsewhere],
  ] as const)
    expect((await bar.call('GET', `/api/orders/${id}/usage`, { token })).status).toBe(404);
});
