import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binaries, numbers, texts } from './testing/arbitraries.ts';
import { afterPrefix, encodeKey, joinKeys } from './keys.ts';
import type { KeyValue } from './types.ts';
import { compareValues } from './values.ts';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const sign = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const kinds: readonly [string, fc.Arbitrary<KeyValue>][] = [
  ['strings', texts],
  ['numbers', numbers],
  ['binary', binaries],
];

describe('a key as text is in the order of the value', () => {
  test.each(kinds)('%s', (_, kind) => {
    fc.assert(
      fc.property(kind, kind, (a, b) => {
        expect(sign(encodeKey(a), encodeKey(b))).toBe(Math.sign(compareValues(a, b) ?? NaN));
      }),
      { numRuns: 2_000 },
    );
  });

  test('by UTF-16 units and by UTF-8 bytes alike', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [left, right] = [encodeKey(a), encodeKey(b)];
        expect(Math.sign(Buffer.compare(utf8(left), utf8(right)))).toBe(sign(left, right));
      }),
    );
  });

  test('strings are ordered by their UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareValues(a, b) ?? NaN)).toBe(Math.sign(Buffer.compare(utf8(a), utf8(b))));
      }),
    );
  });

  test('only characters between U+0002 and U+D7FF appear', () => {
    fc.assert(fc.property(texts, (text) => /^[\u0002-\ud7ff]*$/.test(encodeKey(text))));
  });

  test.each(kinds)('two parts are in the order of the pair: %s', (_, kind) => {
    fc.assert(
      fc.property(texts, texts, kind, kind, (a, b, c, d) => {
        const first = compareValues(a, b) ?? NaN;
        const order = first === 0 ? (compareValues(c, d) ?? NaN) : first;
        expect(sign(joinKeys(encodeKey(a), encodeKey(c)), joinKeys(encodeKey(b), encodeKey(d)))).toBe(Math.sign(order));
      }),
    );
  });

  test('what begins with a prefix, and only that, lies between it and the text after it', () => {
    fc.assert(
      fc.property(
        texts.filter((text) => text !== ''),
        texts,
        texts,
        (prefix, rest, other) => {
          const from = encodeKey(prefix);
          const inside = (text: string): boolean => encodeKey(text) >= from && encodeKey(text) < afterPrefix(from);
          expect(inside(prefix + rest)).toBe(true);
          expect(inside(other)).toBe(other.startsWith(prefix));
        },
      ),
    );
  });
});
