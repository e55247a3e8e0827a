import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSeal, SealBroken } from './index.ts';

const secret = 'a secret of at least thirty-two characters';
const seal = openSeal(secret);

test('what was sealed opens as it was, and does not show what is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(seal.open(seal.seal(text))).toBe(text);
      expect(seal.seal(text)).toBe(seal.seal(text));
    }),
  );
  expect(Buffer.from(seal.seal('ana@example.com').slice(3), 'base64url').toString('latin1')).not.toContain('ana');
});

test('another use, another secret or a changed text opens nothing', () => {
  const sealed = seal.seal('where to ring');
  const others = [openSeal(secret, 'another use'), openSeal('another secret, also long enough to be one')];
  for (const other of others) expect(() => other.open(sealed)).toThrow(SealBroken);
  expect(() => seal.open(`${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`)).toThrow(SealBroken);
  expect(() => openSeal('salt')).toThrow(TypeError);
});
