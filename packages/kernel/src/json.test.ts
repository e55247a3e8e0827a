import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toJson } from './json.ts';

test('a field named as the prototype is stays a field', () => {
  expect(toJson(JSON.parse('{"__proto__":{"role":"owner"}}'))).toEqual(JSON.parse('{"__proto__":{"role":"owner"}}'));
});

test('a value becomes what its text would be read back as', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(toJson(value)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a field that is undefined is left out', () => {
  expect(toJson({ a: undefined, b: [{ c: undefined }] })).toEqual({ b: [{}] });
});

test.each([[new Set([1])], [Infinity], [() => 1], [new Date(0)], [undefined]])('%s is refused', (value) => {
  expect(() => toJson({ value: [value] })).toThrow(TypeError);
});
