import { putItem, scan, type TableDefinition } from '@espresso/tables';
import { openTestHost, type TestHost } from '@espresso/testing';
import { expect, test } from 'vitest';
import { publishAsIs } from '../bus/publish-as-is.ts';
import { archivedSinceMs, readArchive, writeArchive } from './event-buses.ts';
import { readEventRule, writeEventRule, type EventRuleRow } from './event-rules.ts';
import { queueMessages } from './queues.ts';
import { writeTable } from './tables.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const rule: EventRuleRow = {
  bus: 'default',
  name: 'tick',
  schedule: 'rate(5 minutes)',
  state: 'ENABLED',
  createdMs: 0,
  targets: [{ id: 'q', arn: 'arn:aws:sqs:us-east-1:000000000000:ticks', input: {}, shown: {} }],
};

const put = (host: TestHost, row: EventRuleRow) =>
  host.host.transact((unit) => {
    writeEventRule(unit.layer, row, unit.nowMs);
  });
const ticks = (host: TestHost): number => host.host.look((unit) => queueMessages(unit.layer, 'ticks').length);

test('a schedule is due again and again, across a restart, and not while its rule is disabled', async () => {
  const host = await openTestHost({ contexts: [] });
  await put(host, rule);
  await host.advance(11 * MINUTE_MS);
  expect(ticks(host)).toBe(2);
  await host.crash();
  await host.advance(5 * MINUTE_MS);
  expect(ticks(host)).toBe(3);
  await put(host, { ...rule, state: 'DISABLED' });
  await host.advance(20 * MINUTE_MS);
  expect(ticks(host)).toBe(3);
});

test('writing a scheduled rule twice does not make it due twice', async () => {
  const host = await openTestHost({ contexts: [] });
  await put(host, rule);
  await put(host, { ...rule, description: 'again' });
  await host.advance(5 * MINUTE_MS);
  expect(ticks(host)).toBe(1);
});

test('a schedule that was missed while nobody ran is made up for once', async () => {
  const host = await openTestHost({ contexts: [] });
  await put(host, rule);
  host.clock.advance(60 * MINUTE_MS);
  await host.crash();
  await host.advance(1);
  expect(ticks(host)).toBe(1);
  expect(host.host.look((unit) => readEventRule(unit.layer, 'default', 'tick')?.nextMs)).toBe(
    host.clock.now() - 1 + 5 * MINUTE_MS,
  );
});

test('items of a table that somebody made go when their time is over', async () => {
  const host = await openTestHost({ contexts: [] });
  const definition: TableDefinition = {
    name: 'notes',
    partitionKey: { name: 'id', type: 'S' },
    expiresAt: 'until',
  };
  await host.host.transact((unit) => {
    const row = { definition, id: '1', createdMs: 0, throughput: {}, isProtected: false };
    writeTable(unit.layer, { ...row, billing: 'PAY_PER_REQUEST' });
  });
  const seconds = host.clock.now() / 1_000;
  await host.host.transact((unit) => {
    putItem(unit.layer, definition, { item: { id: 'short', until: Math.floor(seconds) + 30 } });
    putItem(unit.layer, definition, { item: { id: 'long', until: Math.floor(seconds) + 3_600 } });
  });
  const count = () => host.host.look((unit) => scan(unit.layer, definition, {}).count);
  await host.advance(2 * MINUTE_MS);
  expect(count()).toBe(1);
});

test('an archive keeps events for longer than the log alone would, and no longer than it says', async () => {
  const host = await openTestHost({ contexts: [], retention: { eventsMs: DAY_MS, executionsMs: DAY_MS } });
  await host.host.transact((unit, engine) => {
    writeArchive(unit.layer, { name: 'a', bus: 'default', retentionDays: 3, createdMs: unit.nowMs });
    publishAsIs(engine, unit, { source: 's', detailType: 'first', detail: {} });
  });
  await host.advance(2 * DAY_MS);
  await host.host.transact((unit, engine) => {
    publishAsIs(engine, unit, { source: 's', detailType: 'second', detail: {} });
  });
  await host.advance(MINUTE_MS);
  expect(host.events().map((event) => event['detail-type'])).toEqual(['first', 'second']);
  await host.advance(DAY_MS + MINUTE_MS);
  expect(host.events().map((event) => event['detail-type'])).toEqual(['second']);
  const archive = host.host.look((unit) => readArchive(unit.layer, 'a'));
  expect(archive && archivedSinceMs(archive, host.clock.now())).toBe(host.clock.now() - 3 * DAY_MS);
});
