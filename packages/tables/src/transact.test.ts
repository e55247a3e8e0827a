import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anOrder, codes, everything, key, orders, withOrders } from './testing/fixture.ts';
import { batchGet, batchWrite, getItem, memoryKeyValues, putItem, scan, transactGet, transactWrite } from './index.ts';

describe('batches', () => {
  test('get what is there', () => {
    const result = batchGet(withOrders(anOrder()), [
      { table: orders, keys: [key, { ...key, orderNumber: 2 }], projection: 'drink' },
    ]);
    expect(result).toEqual({ items: [[{ drink: 'latte' }]], unprocessedKeys: [[]] });
  });

  test('write puts and deletes', () => {
    const store = withOrders(anOrder());
    const changes = batchWrite(store, [
      { type: 'delete', table: orders, key },
      { type: 'put', table: codes, item: { code: 'a' } },
    ]);
    expect(changes).toMatchObject([{ before: anOrder() }, { after: { code: 'a' } }]);
    expect(scan(store, orders, {}).items).toEqual([]);
  });

  test('have their limits', () => {
    const keys = Array.from({ length: 101 }, (_, n) => ({ code: String(n) }));
    expect(() => batchGet(memoryKeyValues(), [{ table: codes, keys }])).toThrow(
      'Too many items requested for the BatchGetItem call',
    );
    const puts = keys.slice(0, 26).map((item) => ({ type: 'put', table: codes, item }) as const);
    expect(() => batchWrite(memoryKeyValues(), puts)).toThrow('Too many items requested for the BatchWriteItem call');
    expect(() => batchWrite(memoryKeyValues(), [...puts.slice(0, 2), ...puts.slice(0, 1)])).toThrow(
      'Provided list of item keys contains duplicates',
    );
  });
});

describe('transactions', () => {
  const redeem = {
    type: 'update',
    table: codes,
    key: { code: 'a' },
    update: 'SET drinksLeft = drinksLeft - :one',
    condition: 'drinksLeft > :none',
    values: { ':one': 1, ':none': 0 },
    returnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  const order = { type: 'put', table: orders, item: anOrder(), condition: 'attribute_not_exists(shopId)' } as const;

  test('write everything or nothing, and say what stood in the way', () => {
    const store = memoryKeyValues();
    putItem(store, codes, { item: { code: 'a', drinksLeft: 1 } });
    expect(transactWrite(store, [redeem, order])).toMatchObject({
      written: true,
      changes: [{ after: { drinksLeft: 0 } }, { after: anOrder() }],
    });
    const before = everything(store);
    expect(transactWrite(store, [{ type: 'delete', table: codes, key: { code: 'b' } }, redeem, order])).toEqual({
      written: false,
      reason: 'transaction-cancelled',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]',
      reasons: [
        { code: 'None' },
        {
          code: 'ConditionalCheckFailed',
          message: 'The conditional request failed',
          item: { code: 'a', drinksLeft: 0 },
        },
        { code: 'ConditionalCheckFailed', message: 'The conditional request failed' },
      ],
    });
    expect(everything(store)).toEqual(before);
  });

  test('check items they do not write', () => {
    const store = withOrders(anOrder());
    const check = { type: 'check', table: orders, key, condition: 'drink = :d', values: { ':d': 'mocha' } } as const;
    const put = { type: 'put', table: codes, item: { code: 'a' } } as const;
    expect(transactWrite(store, [check, put])).toMatchObject({ written: false });
    expect(transactWrite(store, [{ ...check, values: { ':d': 'latte' } }, put])).toMatchObject({ written: true });
    expect(getItem(store, orders, { key })).toEqual(anOrder());
  });

  test('what fails on the item as it is cancels, what is wrong with the request is refused', () => {
    const store = memoryKeyValues();
    putItem(store, codes, { item: { code: 'a', drinksLeft: 'many' } });
    const result = transactWrite(store, [{ ...redeem, condition: undefined, values: { ':one': 1 } }]);
    expect(result).toMatchObject({
      reasons: [{ code: 'ValidationError', message: 'An operand in the update expression has an incorrect data type' }],
    });
    expect(() => transactWrite(store, [{ ...redeem, update: 'SET' }])).toThrow('Syntax error');
    expect(() => transactWrite(store, [redeem, { type: 'delete', table: codes, key: { code: 'a' } }])).toThrow(
      'Transaction request cannot include multiple operations on one item',
    );
    expect(() => transactWrite(store, [])).toThrow('Member must have length greater than or equal to 1');
    const many = Array.from(
      { length: 101 },
      (_, n) => ({ type: 'put', table: codes, item: { code: String(n) } }) as const,
    );
    expect(() => transactWrite(store, many)).toThrow('Member must have length less than or equal to 100');
  });

  test('are all or nothing, whatever is in them', () => {
    const entry = fc.record({
      n: fc.integer({ min: 0, max: 9 }),
      type: fc.constantFrom('put', 'update', 'delete', 'check'),
      condition: fc.constantFrom('attribute_exists(code)', 'attribute_not_exists(code)'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 9 })),
        fc.uniqueArray(entry, { minLength: 1, selector: ({ n }) => n }),
        (present, entries) => {
          const store = memoryKeyValues();
          for (const n of present) putItem(store, codes, { item: { code: String(n) } });
          const before = everything(store);
          const result = transactWrite(
            store,
            entries.map(({ n, type, condition }) => {
              const at = { table: codes, key: { code: String(n) }, condition };
              if (type === 'put') return { ...at, type: 'put', item: { code: String(n), put: true } };
              if (type === 'update') return { ...at, type: 'update', update: 'SET x = :x', values: { ':x': 1 } };
              return { ...at, type: type === 'delete' ? 'delete' : 'check' };
            }),
          );
          const allHold = entries.every(
            ({ n, condition }) => present.includes(n) === (condition === 'attribute_exists(code)'),
          );
          expect(result.written).toBe(allHold);
          if (!allHold) expect(everything(store)).toEqual(before);
        },
      ),
    );
  });

  test('read several items at once', () => {
    const store = withOrders(anOrder());
    expect(
      transactGet(store, [
        { table: orders, key, projection: 'drink' },
        { table: codes, key: { code: 'a' } },
      ]),
    ).toEqual([{ drink: 'latte' }, undefined]);
  });
});
