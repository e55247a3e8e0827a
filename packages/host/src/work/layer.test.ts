import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Space } from '@espresso/tables';
import { memoryStore } from '../store/memory-store.ts';
import { Committed } from './committed.ts';
import { Layer } from './layer.ts';

const space: Space<number> = { name: 'numbers', encode: String, decode: Number };
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const change = fc.record({ key, value: fc.option(fc.nat(99)) });
const range = fc.record({ from: key, to: key, reverse: fc.boolean(), limit: fc.nat(7) }, { requiredKeys: [] });

const apply = (layer: Layer, changes: readonly { key: string; value: number | null }[]): void => {
  for (const { key: at, value } of changes) {
    if (value === null) layer.delete(space, at);
    else layer.put(space, at, value);
  }
};

test('layers over layers read like one map that was changed in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 4 }), range, (stack, query) => {
      const model = new Map<string, number>();
      let top = new Layer(new Committed(memoryStore()));
      for (const changes of stack) {
        top = new Layer(top);
        apply(top, changes);
        for (const { key: at, value } of changes) {
          if (value === null) model.delete(at);
          else model.set(at, value);
        }
      }
      const expected = [...model]
        .filter(([at]) => at >= (query.from ?? '') && (query.to === undefined || at < query.to))
        .sort(([a], [b]) => (a < b === (query.reverse ?? false) ? 1 : -1))
        .slice(0, query.limit ?? Infinity);
      expect([...top.range(space, query)]).toEqual(expected);
      for (const at of ['a', 'b', 'c', 'd', 'e', 'f']) expect(top.get(space, at)).toBe(model.get(at));
    }),
  );
});

test('a layer that is dropped leaves no trace', () => {
  const below = new Layer(new Committed(memoryStore()));
  below.put(space, 'a', 1);
  const dropped = new Layer(below);
  dropped.put(space, 'a', 2);
  dropped.delete(space, 'b');
  expect(below.get(space, 'a')).toBe(1);
});

test('a layer that is merged becomes part of the one below', () => {
  const below = new Layer(new Committed(memoryStore()));
  below.put(space, 'a', 1);
  const merged = new Layer(below);
  merged.delete(space, 'a');
  merged.put(space, 'b', 2);
  merged.mergeInto(below);
  expect([...below.range(space, {})]).toEqual([['b', 2]]);
});
