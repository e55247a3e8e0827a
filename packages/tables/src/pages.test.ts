import { describe, expect, test } from 'vitest';
import { anOrder, codes, orders, withOrders } from './testing/fixture.ts';
import { memoryKeyValues, putItem, query, scan, type Item, type TableDefinition } from './index.ts';

describe('Query', () => {
  const numbered = [-20, -3, 0, 1, 2, 2.5, 10, 100];
  const store = withOrders(
    ...numbered.map((orderNumber) => anOrder({ orderNumber, queuedAt: 100 - orderNumber })),
    anOrder({ shopId: 'lisbon2', orderNumber: 1 }),
    anOrder({ shopId: 'lisbo', orderNumber: 1 }),
  );
  const found = (sort: string, values: Item = {}): unknown =>
    query(store, orders, { keyCondition: `shopId = :s${sort}`, values: { ':s': 'lisbon', ...values } }).items.map(
      (item) => item['orderNumber'],
    );

  test.each<[string, Item, readonly number[]]>([
    ['', {}, numbered],
    [' AND orderNumber = :a', { ':a': 2 }, [2]],
    [' AND orderNumber < :a', { ':a': 0 }, [-20, -3]],
    [' AND orderNumber <= :a', { ':a': 0 }, [-20, -3, 0]],
    [' AND orderNumber > :a', { ':a': 2 }, [2.5, 10, 100]],
    [' AND orderNumber >= :a', { ':a': 2 }, [2, 2.5, 10, 100]],
    [' AND :a > orderNumber', { ':a': 0 }, [-20, -3]],
    [' AND orderNumber BETWEEN :a AND :b', { ':a': -3, ':b': 2 }, [-3, 0, 1, 2]],
  ])('one partition in order%s', (sort, values, expected) => {
    expect(found(sort, values)).toEqual(expected);
  });

  test('names begin with a prefix', () => {
    const table: TableDefinition = {
      name: 't',
      partitionKey: { name: 'p', type: 'S' },
      sortKey: { name: 's', type: 'S' },
    };
    const drinks = memoryKeyValues();
    for (const s of ['flat', 'flat white', 'flax', 'fla']) putItem(drinks, table, { item: { p: 'x', s } });
    const { items } = query(drinks, table, {
      keyCondition: 'begins_with(s, :f) AND p = :p',
      values: { ':f': 'flat', ':p': 'x' },
    });
    expect(items.map((item) => item['s'])).toEqual(['flat', 'flat white']);
  });

  test('descending, page by page, until nothing is left', () => {
    const request = { keyCondition: 'shopId = :s', values: { ':s': 'lisbon' }, limit: 3, scanIndexForward: false };
    const first = query(store, orders, request);
    expect(first.items.map((item) => item['orderNumber'])).toEqual([100, 10, 2.5]);
    expect(first.lastEvaluatedKey).toEqual({ shopId: 'lisbon', orderNumber: 2.5 });
    const second = query(store, orders, { ...request, exclusiveStartKey: first.lastEvaluatedKey });
    const third = query(store, orders, { ...request, exclusiveStartKey: second.lastEvaluatedKey });
    expect(third.items.map((item) => item['orderNumber'])).toEqual([-3, -20]);
    expect(third.lastEvaluatedKey).toBeUndefined();
  });

  test('the filter comes after the limit; COUNT leaves the items out', () => {
    const request = {
      keyCondition: 'shopId = :s',
      filter: 'queuedAt < :q',
      values: { ':s': 'lisbon', ':q': 98 },
      limit: 7,
    };
    expect(query(store, orders, request)).toMatchObject({
      count: 2,
      scannedCount: 7,
      lastEvaluatedKey: { orderNumber: 10 },
    });
    expect(query(store, orders, { ...request, select: 'COUNT' })).toMatchObject({ items: [], count: 2 });
  });

  test('a page ends at 1 MB', () => {
    const big = withOrders(...[1, 2, 3, 4].map((orderNumber) => anOrder({ orderNumber, note: 'x'.repeat(400_000) })));
    const page = query(big, orders, { keyCondition: 'shopId = :s', values: { ':s': 'lisbon' } });
    expect(page).toMatchObject({ count: 3, lastEvaluatedKey: { orderNumber: 3 } });
  });

  test.each<[string, Item, string]>([
    ['orderNumber = :a', { ':a': 1 }, 'Query condition missed key schema element: shopId'],
    ['shopId = :a AND drink = :b', { ':a': 'x', ':b': 'x' }, 'Query condition missed key schema element: orderNumber'],
    ['shopId > :a', { ':a': 'x' }, 'Query key condition not supported'],
    ['shopId = :a', { ':a': 1 }, 'Condition parameter type does not match schema type'],
    ['shopId = :a OR shopId = :b', { ':a': 'x', ':b': 'x' }, 'Invalid operator used in KeyConditionExpression: OR'],
    [
      'shopId = :a AND orderNumber <> :b',
      { ':a': 'x', ':b': 1 },
      'Invalid operator used in KeyConditionExpression: <>',
    ],
    [
      'shopId = :a AND contains(drink, :b)',
      { ':a': 'x', ':b': 'x' },
      'Invalid operator used in KeyConditionExpression: contains',
    ],
    [
      'shopId = :a AND shopId = :b',
      { ':a': 'x', ':b': 'x' },
      'KeyConditionExpressions must only contain one condition per key',
    ],
    ['shopId.x = :a', { ':a': 'x' }, 'KeyConditionExpressions cannot have conditions on nested attributes'],
    [
      'shopId = drink',
      {},
      'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
    ],
    ['size(shopId) = :a', { ':a': 1 }, 'KeyConditionExpressions cannot contain nested operations'],
  ])('%s is refused', (keyCondition, values, message) => {
    const request = { keyCondition, ...(Object.keys(values).length > 0 && { values }) };
    expect(() => query(store, orders, request)).toThrow(message);
  });

  test('refuses other things that cannot be meant', () => {
    const request = { keyCondition: 'shopId = :s', values: { ':s': 'lisbon' } };
    expect(() => query(store, orders, { ...request, filter: 'orderNumber > :s' })).toThrow(
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: orderNumber',
    );
    expect(() => query(store, orders, { ...request, index: 'nope' })).toThrow(
      'The table does not have the specified index',
    );
    expect(() => query(store, orders, { ...request, limit: 0 })).toThrow(
      'Member must have value greater than or equal to 1',
    );
    expect(() => query(store, orders, { ...request, exclusiveStartKey: { shopId: 'lisbon' } })).toThrow(
      'The provided starting key is invalid',
    );
    expect(() => query(store, orders, { ...request, exclusiveStartKey: { shopId: 'porto', orderNumber: 1 } })).toThrow(
      'The provided starting key is outside query boundaries',
    );
    expect(() => query(store, orders, { ...request, index: 'by-state', consistentRead: true })).toThrow(
      'Consistent reads are not supported on global secondary indexes',
    );
  });
});

describe('Scan', () => {
  const store = memoryKeyValues();
  for (let n = 0; n < 200; n++) putItem(store, codes, { item: { code: `c${String(n)}`, even: n % 2 === 0 } });

  test('segments are disjoint and together everything', () => {
    const segments = [0, 1, 2, 3].map((segment) => scan(store, codes, { segment, totalSegments: 4 }).items);
    expect(segments.every((items) => items.length > 0 && items.length < 200)).toBe(true);
    expect(new Set(segments.flat().map((item) => item['code'])).size).toBe(200);
    expect(segments.flat()).toHaveLength(200);
  });

  test('pages give every item once', () => {
    const seen: unknown[] = [];
    let exclusiveStartKey: Item | undefined;
    do {
      const page = scan(store, codes, { limit: 7, segment: 1, totalSegments: 2, exclusiveStartKey });
      seen.push(...page.items);
      exclusiveStartKey = page.lastEvaluatedKey;
    } while (exclusiveStartKey !== undefined);
    expect(seen).toEqual(scan(store, codes, { segment: 1, totalSegments: 2 }).items);
  });

  test('filters and counts', () => {
    expect(scan(store, codes, { filter: 'even = :t', values: { ':t': true } })).toMatchObject({
      count: 100,
      scannedCount: 200,
    });
  });

  test.each([
    [{ segment: 4, totalSegments: 4 }, 'Segment: 4 is not less than TotalSegments: 4'],
    [{ segment: 1 }, 'The TotalSegments parameter is required'],
    [{ totalSegments: 2 }, 'The Segment parameter is required'],
  ])('%j is refused', (request, message) => {
    expect(() => scan(store, codes, request)).toThrow(message);
  });
});
