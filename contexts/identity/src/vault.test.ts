import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SealBroken } from '@espresso/sealed';
import { openVault, sameHash } from './vault.ts';

const vault = openVault('a pepper of at least thirty-two characters');
const other = openVault('another pepper, also long enough to be one');
const letter = { email: 'ana@example.com', code: '012345' };

test('a letter that was sealed opens as it was, and never shows what is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), fc.string({ minLength: 6 }), (email, code) => {
      const sealed = vault.seal({ email, code });
      expect(vault.open(sealed)).toEqual({ email, code });
      expect(sealed).toMatch(/^v1\.[\w-]+$/);
    }),
  );
  expect(Buffer.from(vault.seal(letter).slice(3), 'base64url').toString('latin1')).not.toContain('ana');
});

test('a letter that somebody changed, or sealed elsewhere, does not open', () => {
  const sealed = vault.seal(letter);
  for (let at = 0; at < sealed.length - 1; at++) {
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    expect(() => vault.open(changed)).toThrow(SealBroken);
  }
  for (const broken of ['', 'v1.', 'v1.AAAA', sealed.slice(0, 30), other.seal(letter)])
    expect(() => vault.open(broken)).toThrow(SealBroken);
});

test('hashes tell apart what is kept: the use, the parts, the pepper', () => {
  const hashes = [
    vault.addressKey('typed', 'ana@example.com'),
    vault.addressKey('proved', 'ana@example.com'),
    vault.codeHash('typed', 'ana@example.com'),
    vault.invitationHash('typed', 'ana@example.com'),
    vault.codeHash('type', 'dana@example.com'),
    other.addressKey('typed', 'ana@example.com'),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(vault.addressKey('typed', 'ana@example.com')).toBe(hashes[0]);
});

test('a short pepper is none', () => {
  expect(() => openVault('salt')).toThrow(TypeError);
});

test('two hashes are the same or not, whatever their length', () => {
  expect(sameHash('abc', 'abc')).toBe(true);
  expect(sameHash('abc', 'abd')).toBe(false);
  expect(sameHash('abc', 'abcd')).toBe(false);
});
