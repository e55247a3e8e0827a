import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '@espresso/kernel';
import { items, jsons, values } from './testing/arbitraries.ts';
import { InvalidRequest } from './errors.ts';
import { marshall, unmarshall, unmarshallItem } from './json.ts';
import { decodeItem, encodeItem } from './spaces.ts';
import { equalValues } from './values.ts';

describe("values in DynamoDB's JSON", () => {
  test('have one entry that names the type', () => {
    expect(marshall({ drink: 'latte', shots: 2, hot: true, note: null, tags: new Set(['oat']), list: [1.5] })).toEqual({
      M: {
        drink: { S: 'latte' },
        shots: { N: '2' },
        hot: { BOOL: true },
        note: { NULL: true },
        tags: { SS: ['oat'] },
        list: { L: [{ N: '1.5' }] },
      },
    });
    expect(marshall(new Uint8Array([1, 255]))).toEqual({ B: 'Af8=' });
  });

  test('come back as they were', () => {
    fc.assert(fc.property(values, (value) => equalValues(unmarshall(marshall(value)), value)));
  });

  test.each<[string, Json, string]>([
    ['nothing', {}, 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'],
    ['an unknown type', { Q: 'x' }, 'Supplied AttributeValue is empty'],
    ['two types', { S: 'a', N: '1' }, 'Supplied AttributeValue has more than one datatypes set'],
    ['a number that is none', { N: 'x' }, 'The parameter cannot be converted to a numeric value: x'],
    ['a number as a number', { N: 1 }, 'a string was expected'],
    ['a false null', { NULL: false }, 'Null attribute value types must have the value of true'],
    ['an empty set', { SS: [] }, 'One or more parameter values were invalid: An string set  may not be empty'],
    ['a set with repetitions', { SS: ['a', 'a'] }, 'Input collection [a, a] contains duplicates.'],
    ['numbers that are equal', { NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
    ['no base64', { B: 'a' }, "'a' can not be converted to a Blob"],
    ['a list that is none', { L: 'a' }, 'a list was expected'],
    ['a map that is none', { M: [] }, 'a map was expected'],
  ])('refuses %s', (_, json, message) => {
    expect(() => unmarshall(json)).toThrow(InvalidRequest);
    expect(() => unmarshall(json)).toThrow(message);
  });

  test('refuse nothing but by an InvalidRequest, whatever JSON comes', () => {
    fc.assert(
      fc.property(jsons, (json) => {
        try {
          unmarshallItem(json);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidRequest);
        }
      }),
    );
  });
});

describe('items in the store', () => {
  test('come back as they were', () => {
    fc.assert(fc.property(items, (item) => equalValues(decodeItem(encodeItem(item)), item)));
  });

  test('are plain JSON unless something in them has no JSON of its own', () => {
    expect(encodeItem({ pk: 'a', list: [1, { deep: null }] })).toBe('{"pk":"a","list":[1,{"deep":null}]}');
    expect(encodeItem({ pk: 'a', tags: new Set(['x']) })).toBe('[{"pk":{"S":"a"},"tags":{"SS":["x"]}}]');
  });
});
