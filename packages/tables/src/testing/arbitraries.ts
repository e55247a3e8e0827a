import fc from 'fast-check';
import type { Json } from '@espresso/kernel';
import type { NumberValue } from '../decimal.ts';
import { parseNumber } from '../parse-number.ts';
import type { AttributeValue, Item } from '../types.ts';
import { setOf } from '../values.ts';

// Values for property tests only; not part of what the package gives.

/** Texts with what sorts and escapes badly: controls, pairs of surrogates, U+D7FF, U+E000 … U+FFFF. */
export const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({
    unit: fc.constantFrom(
      '\u0000',
      '\u0001',
      '\u0002',
      '\u0003',
      'a',
      'é',
      '\ud7fe',
      '\ud7ff',
      '\ue000',
      '\uffff',
      '😀',
    ),
  }),
);

const decimalTexts = fc
  .tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.integer({ min: -130, max: 87 }))
  .map(([coefficient, exponent]) => `${coefficient.toString()}e${String(exponent)}`);

/** Numbers of all sizes, up to 38 digits. */
export const numbers: fc.Arbitrary<NumberValue> = fc.oneof(
  fc.integer({ min: -100, max: 100 }),
  fc.maxSafeInteger(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 })
    .filter((n) => n === 0 || Math.abs(n) > 1e-130),
  decimalTexts.map(parseNumber),
);

export const binaries: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 6 });

const sets = fc
  .oneof(
    fc.array(texts, { minLength: 1, maxLength: 4 }),
    fc.array(numbers, { minLength: 1, maxLength: 4 }),
    fc.array(binaries, { minLength: 1, maxLength: 4 }),
  )
  .map((members) => setOf(members) ?? new Set(['never empty']));

const names = fc.oneof(fc.constantFrom('a', 'b', 'c', 'toString', '__proto__', 'constructor'), texts);

const maps = (values: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Item> =>
  fc.array(fc.tuple(names, values), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));

const valuesTo = (depth: number): fc.Arbitrary<AttributeValue> => {
  const flat = fc.oneof(texts, numbers, binaries, fc.boolean(), fc.constant(null), sets);
  if (depth === 0) return flat;
  const deeper = valuesTo(depth - 1);
  return fc.oneof({ arbitrary: flat, weight: 3 }, fc.array(deeper, { maxLength: 3 }), maps(deeper));
};

/** Any attribute value, nested a few levels. */
export const values = valuesTo(2);
/** Any attributes. */
export const items = maps(values);

/** Any JSON a request could bring, often with the names of types in it. */
export const jsons: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('S', 'N', 'B', 'SS', 'NS', 'BS', 'L', 'M', 'BOOL', 'NULL', 'a'), tie('json'), {
      maxKeys: 3,
    }),
  ),
})).json;
