import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import type { LoggedEvent } from '../bus/logged-event.ts';
import { StoreBusy, StoreTooNew } from './faults.ts';
import { memoryStore } from './memory-store.ts';
import { sqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'espresso-store-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
let files = 0;
const newFile = (): string => join(folder, `${String(files++)}.db`);

const anEvent = (number: number, more: Partial<LoggedEvent> = {}): LoggedEvent => ({
  number,
  bus: 'default',
  atMs: number * 1_000,
  correlationId: `order-${String(number % 2)}`,
  envelope: {
    version: '0',
    id: `event-${String(number)}`,
    'detail-type': 'Test.Happened',
    source: 'espresso.test',
    account: '000000000000',
    time: '2026-11-23T09:00:00.000Z',
    region: 'us-east-1',
    resources: [],
    detail: { number },
  },
  ...more,
});

const write = (store: Store, entries: Readonly<Record<string, string | null>>, events: readonly LoggedEvent[] = []) =>
  store.commit({ entries: new Map([['letters', new Map(Object.entries(entries))]]), events });

const homes: readonly (readonly [string, () => Store])[] = [
  ['SQLite', () => sqliteStore(newFile())],
  ['memory', memoryStore],
];

describe.each(homes)('a store in %s', (_, open) => {
  test('a space nothing was written to is empty', async () => {
    const store = open();
    expect([store.get('letters', 'a'), [...store.range('letters', {})]]).toEqual([undefined, []]);
    await store.close();
  });

  test('what is looked for before, while and after it is written is there from then on', async () => {
    const store = open();
    expect(store.get('letters', 'm')).toBeUndefined();
    const first = write(store, { m: '1' });
    store.get('letters', 'm');
    await first;
    expect(store.get('letters', 'm')).toBe('1');
    expect(store.get('letters', 'z')).toBeUndefined();
    const second = write(store, { z: '2', a: '3' });
    store.get('letters', 'z');
    await second;
    expect(['a', 'm', 'z', 'zz'].map((key) => store.get('letters', key))).toEqual(['3', '1', '2', undefined]);
    await write(store, { z: null });
    expect(['m', 'z'].map((key) => store.get('letters', key))).toEqual(['1', undefined]);
    await store.close();
  });

  test('entries come in order, either way, from and up to where one asks', async () => {
    const store = open();
    await write(store, { b: '2', a: '1', d: '4', c: '3' });
    const keys = (range: Parameters<Store['range']>[1]) => [...store.range('letters', range)].map(([key]) => key);
    expect(keys({})).toEqual(['a', 'b', 'c', 'd']);
    expect(keys({ from: 'b', to: 'd' })).toEqual(['b', 'c']);
    expect(keys({ reverse: true, limit: 2 })).toEqual(['d', 'c']);
    await write(store, { b: null, c: 'three' });
    expect([...store.range('letters', { limit: 2 })]).toEqual([
      ['a', '1'],
      ['c', 'three'],
    ]);
    await store.close();
  });

  test('the log is read by number, by time, by conversation, and by id', async () => {
    const store = open();
    await write(
      store,
      {},
      [1, 2, 3, 4].map((number) => anEvent(number)),
    );
    const numbers = (query: Parameters<Store['events']>[0]) => store.events(query).map(({ number }) => number);
    expect(numbers({ after: 1, before: 4, limit: 10 })).toEqual([2, 3]);
    expect(numbers({ fromMs: 2_000, toMs: 4_000, limit: 10 })).toEqual([2, 3]);
    expect(numbers({ correlationId: 'order-1', limit: 10, reverse: true })).toEqual([3, 1]);
    expect(store.eventById('event-2')?.number).toBe(2);
    expect(store.eventById('event-9')).toBeUndefined();
    expect(store.lastEventNumber()).toBe(4);
    await store.close();
  });

  test('old events are forgotten, but never the newest: the numbers go on from it', async () => {
    const store = open();
    await write(
      store,
      {},
      [1, 2, 3].map((number) => anEvent(number)),
    );
    await store.commit({ entries: new Map(), events: [], forget: { beforeMs: 60_000, limit: 10 } });
    expect(store.events({ limit: 10 }).map(({ number }) => number)).toEqual([3]);
    expect(store.lastEventNumber()).toBe(3);
    await store.close();
  });
});

test('what was committed is there when the file is opened again', async () => {
  const file = newFile();
  const first = sqliteStore(file);
  await write(first, { a: '1' }, [anEvent(1)]);
  await first.close();
  const second = sqliteStore(file);
  expect([second.get('letters', 'a'), second.lastEventNumber()]).toEqual(['1', 1]);
  expect(second.events({ limit: 1 })[0]).toEqual(anEvent(1));
  await second.close();
});

test('a commit that cannot be written leaves nothing of itself', async () => {
  const store = sqliteStore(newFile());
  await write(store, { a: '1' }, [anEvent(1)]);
  // The same number twice: refused by the log's primary key, after the entries were written.
  await expect(write(store, { a: '2', b: '2' }, [anEvent(1)])).rejects.toThrow('UNIQUE');
  expect([store.get('letters', 'a'), store.get('letters', 'b')]).toEqual(['1', undefined]);
  await write(store, { a: '3' }, [anEvent(2)]);
  expect(store.get('letters', 'a')).toBe('3');
  await store.close();
});

test('one file, one host: a second one is told so', async () => {
  const file = newFile();
  const store = sqliteStore(file);
  expect(() => sqliteStore(file)).toThrow(StoreBusy);
  await store.close();
  await sqliteStore(file).close();
});

test('a file of a newer version is left alone', () => {
  const file = newFile();
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version = 999');
  db.close();
  expect(() => sqliteStore(file)).toThrow(StoreTooNew);
});

test('a backup taken while work goes on holds everything committed before it', async () => {
  const store = sqliteStore(newFile());
  await write(store, { a: '1' }, [anEvent(1)]);
  const copy = newFile();
  await store.backup(copy);
  await store.close();
  const restored = sqliteStore(copy);
  expect([restored.get('letters', 'a'), restored.lastEventNumber()]).toEqual(['1', 1]);
  await restored.close();
});
