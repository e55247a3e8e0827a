import { drinkChosen } from '@coffee/order-manager/contract';
import { accept, defineExtension, defineTable, on } from '@espresso/contract';
import type { JsonObject } from '@espresso/kernel';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestBar, type TestBar } from '../testing/test-bar.ts';

const drinks = defineTable({
  owner: 'tally',
  name: 'drinks',
  purpose: 'How many drinks were chosen.',
  item: z.object({ id: z.string(), n: z.number() }),
  partitionKey: { name: 'id', type: 'S' },
});
const tally = defineExtension({
  name: 'tally',
  purpose: 'Counts every delivery, which it should not.',
  tables: [drinks],
  subscribes: {
    count: on([drinkChosen], () =>
      Promise.resolve(accept({ write: [drinks.update({ id: 'all' }, 'ADD n :one', { values: { ':one': 1 } })] })),
    ),
  },
});

let bar: TestBar;
beforeEach(async () => {
  bar = await openTestBar();
});
afterEach(async () => {
  await bar.close();
});

const checked = z.array(z.object({ id: z.string(), severity: z.string(), findings: z.array(z.unknown()) }));
const findingsOf = (body: JsonObject, severity: string) =>
  checked.parse(body['checks']).filter((check) => check.severity === severity && check.findings.length > 0);

test('the bar as it is has no fault, after orders of every kind and delivered twice', async () => {
  const ana = await bar.customer('ana@example.org');
  const order = await bar.scan(ana);
  await bar.call('POST', `/api/orders/${order}/drink`, { token: ana, body: { drinkId: 'latte', options: {} } });
  await bar.call('POST', `/api/orders/${order}/cancel`, { token: ana });
  await bar.scan(await bar.customer('ben@example.org'));
  const { status, body, text } = await bar.call('GET', '/api/check-up', { token: bar.owner });
  expect(status).toBe(200);
  expect(checked.parse(body['checks']).length).toBeGreaterThanOrEqual(21);
  expect(findingsOf(body, 'error')).toEqual([]);
  expect(findingsOf(body, 'warning')).toEqual([]);
  expect(text).not.toContain('ana@example.org');
});

test('what goes wrong in the log is found, with the event that shows it', async () => {
  bar.clock.advance(-3_600_000);
  await bar.customer('cy@example.org');
  const { body } = await bar.call('GET', '/api/check-up', { token: bar.owner });
  expect(findingsOf(body, 'warning')).toMatchObject([{ id: 'clock-goes-forward' }]);
});

test('it is for those who work for all shops', async () => {
  const barista = await bar.staff('viewer', 'main');
  expect((await bar.call('GET', '/api/check-up', { token: barista })).status).toBe(403);
});

test('a handler that counts every delivery is found by a second one, with the table that shows it', async () => {
  const tallied = await openTestBar({ extensions: [tally] });
  const { body } = await tallied.call('GET', '/api/check-up', { token: tallied.owner });
  const before = await tallied.bar.host.read((work) => work.get(drinks, { id: 'all' }));
  await tallied.close();
  expect(findingsOf(body, 'error')).toMatchObject([
    { findings: [{ what: 'tally.count: tally-drinks is not as it was', item: 'rule:tally.count' }] },
  ]);
  // Tried in a bar of its own: this one knows nothing of it.
  expect(before).toBe(undefined);
});
