import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryKeyValues } from './memory.ts';
import { SortedMap } from './sorted-map.ts';
import type { Space } from './types.ts';

const texts: Space<string> = { name: 'texts', encode: (value) => value, decode: (text) => text };
const keys = fc.integer({ min: 0, max: 2_000 }).map((n) => n.toString(36));

describe('a sorted map', () => {
  test('gives every range as a sorted list would', () => {
    const commands = fc.array(fc.tuple(fc.constantFrom('set', 'set', 'set', 'delete'), keys), {
      maxLength: 1_500,
      size: 'max',
    });
    const query = fc.record(
      { from: keys, to: keys, reverse: fc.boolean(), limit: fc.nat({ max: 20 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(commands, query, (list, range) => {
        const map = new SortedMap<number>();
        const model = new Map<string, number>();
        list.forEach(([command, key], at) => {
          if (command === 'set') {
            map.set(key, at);
            model.set(key, at);
          } else {
            map.delete(key);
            model.delete(key);
          }
        });
        const { from = '', to = '\uffff', reverse = false, limit = Infinity } = range;
        const expected = [...model].filter(([key]) => key >= from && key < to).sort(([a], [b]) => (a < b ? -1 : 1));
        if (reverse) expected.reverse();
        expect([...map.range(range)]).toEqual(expected.slice(0, limit));
        expect(map.size).toBe(model.size);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a store in memory', () => {
  test('keeps spaces apart and reads what was written', () => {
    const store = memoryKeyValues();
    store.put(texts, 'a', 'one');
    store.put({ ...texts, name: 'others' }, 'a', 'two');
    expect(store.get(texts, 'a')).toBe('one');
    store.delete(texts, 'a');
    expect(store.get(texts, 'a')).toBeUndefined();
  });

  test('hands what is in a space on to another definition of it, through its text', () => {
    const store = memoryKeyValues();
    store.put(texts, 'a', '12');
    const numbers: Space<number> = { name: 'texts', encode: String, decode: Number };
    expect(store.get(numbers, 'a')).toBe(12);
  });
});
