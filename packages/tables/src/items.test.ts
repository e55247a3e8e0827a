import { describe, expect, test } from 'vitest';
import { anOrder, codes, everything, key, orders, withOrders } from './testing/fixture.ts';
import {
  deleteItem,
  getItem,
  InvalidRequest,
  itemSize,
  memoryKeyValues,
  putItem,
  updateItem,
  type AttributeValue,
  type Item,
} from './index.ts';

describe('PutItem', () => {
  test('an item that was put is the item that is got', () => {
    expect(getItem(withOrders(anOrder()), orders, { key })).toEqual(anOrder());
    expect(getItem(withOrders(), orders, { key })).toBeUndefined();
  });

  test('a put replaces the whole item and tells the old one if asked', () => {
    const store = withOrders(anOrder({ note: 'hot' }));
    const result = putItem(store, orders, { item: anOrder(), returnValues: 'ALL_OLD' });
    expect(result).toMatchObject({ written: true, attributes: { note: 'hot' } });
    expect(getItem(store, orders, { key })).toEqual(anOrder());
  });

  test('a condition that does not hold is an answer and changes nothing', () => {
    const store = withOrders(anOrder());
    const create = { item: anOrder({ drink: 'mocha' }), condition: 'attribute_not_exists(shopId)' };
    expect(putItem(store, orders, create)).toEqual({ written: false, reason: 'condition-failed' });
    expect(putItem(store, orders, { ...create, returnValuesOnConditionCheckFailure: 'ALL_OLD' })).toEqual({
      written: false,
      reason: 'condition-failed',
      item: anOrder(),
    });
    expect(getItem(store, orders, { key })).toEqual(anOrder());
    expect(putItem(memoryKeyValues(), orders, create)).toMatchObject({ written: true });
  });

  test.each<[Item, string]>([
    [{ shopId: 'lisbon' }, 'One or more parameter values were invalid: Missing the key orderNumber in the item'],
    [anOrder({ orderNumber: '1' }), 'Type mismatch for key orderNumber expected: N actual: S'],
    [
      anOrder({ shopId: '' }),
      'The AttributeValue for a key attribute cannot contain an empty string value. Key: shopId',
    ],
    [anOrder({ shopId: 'x'.repeat(2049) }), 'Size of hashkey has exceeded the maximum size limit of2048 bytes'],
    [anOrder({ state: 1 }), 'Type mismatch for Index Key state Expected: S Actual: N IndexName: by-state'],
    [anOrder({ state: '' }), 'A value specified for a secondary index key is not supported.'],
    [anOrder({ note: new Set<string>() }), 'set  may not be empty'],
    [anOrder({ note: Infinity }), 'The parameter cannot be converted to a numeric value: Infinity'],
    [anOrder({ note: 1e200 }), 'Number overflow'],
    [anOrder({ note: 'x'.repeat(409_600) }), 'Item size has exceeded the maximum allowed size'],
  ])('refuses an item that is none %#', (item, message) => {
    expect(() => withOrders(item)).toThrow(InvalidRequest);
    expect(() => withOrders(item)).toThrow(message);
  });

  test('400 KB is the most, counted as DynamoDB does', () => {
    const item = anOrder({ note: '' });
    expect(itemSize(item)).toBe(
      'shopId'.length +
        6 +
        'orderNumber'.length +
        2 +
        'state'.length +
        6 +
        'queuedAt'.length +
        2 +
        'drink'.length +
        5 +
        4,
    );
    const note = 'x'.repeat(409_600 - itemSize(item));
    expect(() => withOrders({ ...item, note })).not.toThrow();
    expect(() => withOrders({ ...item, note: `${note}x` })).toThrow('Item size has exceeded');
    expect(itemSize({ a: [1, { b: 'é' }], c: new Set(['x', 'yz']), d: -12345, e: null })).toBe(
      1 + 3 + 1 + 2 + 1 + 3 + 1 + 1 + 2 + 1 + 3 + 1 + 5 + 1 + 1,
    );
  });

  test('33 levels of lists are too deep', () => {
    const nested = (levels: number): AttributeValue => (levels === 1 ? [] : [nested(levels - 1)]);
    expect(() => withOrders(anOrder({ list: nested(32) }))).not.toThrow();
    expect(() => withOrders(anOrder({ list: nested(33) }))).toThrow('Nesting Levels have exceeded supported limits');
  });
});

describe('GetItem', () => {
  test('gives what the projection names', () => {
    const store = withOrders(anOrder());
    expect(getItem(store, orders, { key, projection: 'drink, #s', names: { '#s': 'state' } })).toEqual({
      drink: 'latte',
      state: 'queued',
    });
  });

  test.each([
    { shopId: 'lisbon' },
    { shopId: 'lisbon', orderNumber: '1' },
    { ...key, more: 1 },
    { shopId: 1, orderNumber: 1 },
  ])('refuses a key that is not the table’s: %j', (wrong) => {
    expect(() => getItem(withOrders(), orders, { key: wrong })).toThrow(
      'The provided key element does not match the schema',
    );
  });
});

describe('UpdateItem', () => {
  const claim = {
    key,
    update: 'SET #s = :making, baristaId = :me',
    condition: '#s = :queued',
    names: { '#s': 'state' },
    values: { ':making': 'making', ':queued': 'queued', ':me': 'cy' },
  };

  test('two baristas cannot claim one order', () => {
    const store = withOrders(anOrder());
    expect(updateItem(store, orders, claim)).toMatchObject({ written: true });
    expect(updateItem(store, orders, claim)).toEqual({ written: false, reason: 'condition-failed' });
    expect(getItem(store, orders, { key })).toEqual(anOrder({ state: 'making', baristaId: 'cy' }));
  });

  test('makes an item where there is none, even without anything to change', () => {
    const store = memoryKeyValues();
    updateItem(store, orders, { key });
    expect(getItem(store, orders, { key })).toEqual(key);
    updateItem(store, codes, { key: { code: 'a' }, update: 'ADD uses :one', values: { ':one': 1 } });
    expect(getItem(store, codes, { key: { code: 'a' } })).toEqual({ code: 'a', uses: 1 });
  });

  test.each([
    ['ALL_OLD', anOrder()],
    ['ALL_NEW', anOrder({ state: 'making', baristaId: 'cy' })],
    ['UPDATED_OLD', { state: 'queued' }],
    ['UPDATED_NEW', { state: 'making', baristaId: 'cy' }],
    ['NONE', undefined],
  ] as const)('tells %s', (returnValues, attributes) => {
    const result = updateItem(withOrders(anOrder()), orders, { ...claim, returnValues });
    expect(result.written ? result.attributes : 'refused').toEqual(attributes);
  });

  test('the key stays as it is', () => {
    expect(() =>
      updateItem(withOrders(anOrder()), orders, { key, update: 'SET orderNumber = :n', values: { ':n': 2 } }),
    ).toThrow(
      'One or more parameter values were invalid: Cannot update attribute orderNumber. This attribute is part of the key',
    );
  });

  test('refuses what would no longer be an item', () => {
    const grow = { key, update: 'SET note = :x', values: { ':x': 'x'.repeat(409_600) } };
    expect(() => updateItem(withOrders(anOrder()), orders, grow)).toThrow(
      'Item size to update has exceeded the maximum allowed size',
    );
    const retype = { key, update: 'SET drink = :x', values: { ':x': 1 } };
    expect(() => updateItem(withOrders(anOrder()), orders, retype)).toThrow('Type mismatch for Index Key drink');
  });

  test('values without an expression are refused', () => {
    expect(() => updateItem(withOrders(), orders, { key, values: { ':x': 1 } })).toThrow(
      'ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null',
    );
  });
});

describe('DeleteItem', () => {
  test('removes the item and every trace of it', () => {
    const store = withOrders(anOrder({ baristaId: 'cy', goesAt: 5 }));
    expect(deleteItem(store, orders, { key, returnValues: 'ALL_OLD' })).toMatchObject({
      attributes: { baristaId: 'cy' },
    });
    expect(deleteItem(store, orders, { key })).toMatchObject({ written: true });
    expect(everything(store)).toEqual(everything(memoryKeyValues()));
  });

  test('only if its condition holds', () => {
    const store = withOrders(anOrder());
    const request = { key, condition: 'drink = :d', values: { ':d': 'mocha' } };
    expect(deleteItem(store, orders, request)).toEqual({ written: false, reason: 'condition-failed' });
    expect(getItem(store, orders, { key })).toEqual(anOrder());
  });
});
