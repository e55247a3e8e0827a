import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lru } from './lru.ts';

const KEYS = 20;
const use = fc.record({ key: fc.nat(KEYS - 1), value: fc.option(fc.nat()) });

test('what it answers is what was last put there, or nothing', () => {
  fc.assert(
    fc.property(fc.array(use), fc.integer({ min: 1, max: 30 }), (uses, entriesMax) => {
      const lru = new Lru<number, number>(entriesMax);
      const model = new Map<number, number>();
      for (const { key, value } of uses) {
        if (value === null) {
          const found = lru.get(key);
          if (found !== undefined) expect(found).toBe(model.get(key));
        } else {
          lru.set(key, value);
          model.set(key, value);
        }
      }
    }),
  );
});

test('what was used lately is still there, however much else came by', () => {
  const lru = new Lru<number, string>(100);
  lru.set(-1, 'kept');
  for (let other = 0; other < 1_000; other++) {
    lru.set(other, 'passing');
    if (other % 20 === 0) expect(lru.get(-1)).toBe('kept');
  }
  expect(lru.get(1)).toBeUndefined();
});

test('what was deleted is gone', () => {
  const lru = new Lru<string, number>(4);
  lru.set('a', 1);
  lru.set('b', 2);
  lru.delete('a');
  expect([lru.get('a'), lru.get('b')]).toEqual([undefined, 2]);
});
