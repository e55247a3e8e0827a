import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anOrder, codes, everything, key, orders, withOrders } from './testing/fixture.ts';
import {
  deleteItem,
  expire,
  getItem,
  indexSpace,
  memoryKeyValues,
  putItem,
  query,
  scan,
  updateItem,
  type KeyValues,
  rebuildIndexes,
  spaceNames,
} from './index.ts';

describe('global secondary indexes', () => {
  test('hold the items that have their keys, in their order, as projected', () => {
    const store = withOrders(
      anOrder({ queuedAt: 9, note: 'x' }),
      anOrder({ orderNumber: 2, queuedAt: 3, baristaId: 'cy' }),
    );
    const queued = query(store, orders, {
      index: 'by-state',
      keyCondition: '#s = :q',
      names: { '#s': 'state' },
      values: { ':q': 'queued' },
    });
    expect(queued.items.map((item) => item['orderNumber'])).toEqual([2, 1]);
    expect(scan(store, orders, { index: 'by-barista' }).items).toEqual([
      { shopId: 'lisbon', orderNumber: 2, baristaId: 'cy' },
    ]);
    expect(scan(store, orders, { index: 'by-drink' }).items).toEqual(
      [1, 2].map((orderNumber) => ({ shopId: 'lisbon', orderNumber, drink: 'latte', state: 'queued' })),
    );
  });

  test('pages go on between items of one index key', () => {
    const store = withOrders(...[1, 2, 3].map((orderNumber) => anOrder({ orderNumber })));
    const request = {
      index: 'by-state',
      keyCondition: '#s = :q',
      names: { '#s': 'state' },
      values: { ':q': 'queued' },
      limit: 2,
    };
    const first = query(store, orders, request);
    expect(first.lastEvaluatedKey).toEqual({ state: 'queued', queuedAt: 10, shopId: 'lisbon', orderNumber: 2 });
    expect(query(store, orders, { ...request, exclusiveStartKey: first.lastEvaluatedKey }).items).toEqual([
      anOrder({ orderNumber: 3 }),
    ]);
  });

  test('an index is written only where its entry differs', () => {
    const inner = withOrders(anOrder({ baristaId: 'cy' }));
    const touched: string[] = [];
    const store: KeyValues = {
      ...inner,
      put: (space, at, value) => {
        touched.push(space.name);
        inner.put(space, at, value);
      },
      delete: (space, at) => {
        touched.push(`-${space.name}`);
        inner.delete(space, at);
      },
    };
    updateItem(store, orders, { key, update: 'SET note = :n', values: { ':n': 'hot' } });
    expect(touched).toEqual(['table:orders', 'index:orders/by-state']);
    touched.length = 0;
    updateItem(store, orders, { key, update: 'SET queuedAt = :n REMOVE baristaId', values: { ':n': 11 } });
    expect(touched).toEqual([
      'table:orders',
      '-index:orders/by-state',
      'index:orders/by-state',
      '-index:orders/by-barista',
    ]);
    touched.length = 0;
    updateItem(store, orders, { key, update: 'SET queuedAt = :n', values: { ':n': 11 } });
    expect(touched).toEqual([]);
  });

  test('an index that joins later is made from the items that are there', () => {
    const { indexes: _, ...bare } = orders;
    const store = memoryKeyValues();
    for (const orderNumber of [1, 2]) putItem(store, bare, { item: anOrder({ orderNumber, goesAt: 5 }) });
    expect(rebuildIndexes(store, orders)).toBe(2);
    expect(everything(store)).toEqual(
      everything(withOrders(...[1, 2].map((orderNumber) => anOrder({ orderNumber, goesAt: 5 })))),
    );
    expect(spaceNames(orders)).toEqual([
      'table:orders',
      'index:orders/by-state',
      'index:orders/by-barista',
      'index:orders/by-drink',
      'expiry:orders',
    ]);
  });

  test('a query of an index is a filtered scan of the table, after any writes', () => {
    const states = fc.constantFrom('queued', 'making', 'done');
    const numbers = fc.integer({ min: 1, max: 4 });
    const write = fc.oneof(
      fc.record({
        type: fc.constant('put' as const),
        orderNumber: numbers,
        state: fc.option(states, { nil: undefined }),
        queuedAt: numbers,
      }),
      fc.record({ type: fc.constant('delete' as const), orderNumber: numbers }),
      fc.record({ type: fc.constant('update' as const), orderNumber: numbers, state: states }),
    );
    fc.assert(
      fc.property(fc.array(write, { maxLength: 20 }), states, (writes, state) => {
        const store = memoryKeyValues();
        for (const entry of writes) {
          const at = { shopId: 'lisbon', orderNumber: entry.orderNumber };
          if (entry.type === 'put') {
            putItem(store, orders, {
              item: { ...at, queuedAt: entry.queuedAt, ...(entry.state !== undefined && { state: entry.state }) },
            });
          } else if (entry.type === 'delete') deleteItem(store, orders, { key: at });
          else
            updateItem(store, orders, {
              key: at,
              update: 'SET #s = :s',
              names: { '#s': 'state' },
              values: { ':s': entry.state },
            });
        }
        const names = { '#s': 'state' };
        const values = { ':s': state };
        const byIndex = query(store, orders, { index: 'by-state', keyCondition: '#s = :s', names, values }).items;
        const byScan = scan(store, orders, { filter: '#s = :s AND attribute_exists(queuedAt)', names, values }).items;
        expect(byIndex).toEqual([...byScan].sort((a, b) => Number(a['queuedAt']) - Number(b['queuedAt'])));
        const index = orders.indexes[0];
        for (const [, entry] of store.range(indexSpace(orders, index), {})) {
          expect(
            getItem(store, orders, { key: { shopId: entry['shopId'] ?? '', orderNumber: entry['orderNumber'] ?? 0 } }),
          ).toEqual(entry);
        }
      }),
    );
  });
});

describe('time to live', () => {
  test('items go once their time is past, longest past first, and leave the indexes', () => {
    const now = 1_800_000_000;
    const store = withOrders(
      anOrder({ goesAt: now - 1 }),
      anOrder({ orderNumber: 2, goesAt: now }),
      anOrder({ orderNumber: 3, goesAt: now - 50 }),
      anOrder({ orderNumber: 4, goesAt: 'soon' }),
      anOrder({ orderNumber: 5, goesAt: 12 }),
      anOrder({ orderNumber: 6 }),
    );
    expect(expire(store, orders, now, 1).map(({ before }) => before?.['orderNumber'])).toEqual([3]);
    expect(expire(store, orders, now, 10).map(({ before }) => before?.['orderNumber'])).toEqual([1]);
    expect(expire(store, orders, now, 10)).toEqual([]);
    expect(scan(store, orders, { index: 'by-drink' }).count).toBe(4);
    expect(expire(store, codes, now, 10)).toEqual([]);
  });

  test('an item whose time was moved or taken away stays', () => {
    const now = 1_800_000_000;
    const store = withOrders(anOrder({ goesAt: now - 1 }));
    updateItem(store, orders, { key, update: 'REMOVE goesAt' });
    expect(expire(store, orders, now, 10)).toEqual([]);
  });
});
