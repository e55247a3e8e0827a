import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddress } from './address.ts';

test('two spellings of one address are one address', () => {
  const one = 'ana@example.com';
  for (const typed of ['ana@example.com', ' Ana@Example.COM ', 'ANA@EXAMPLE.COM', 'ana@EXAMPLE.com\n'])
    expect(readAddress(typed)).toBe(one);
  expect(readAddress('Zoe\u0308@example.com')).toBe(readAddress('zo\u00eb@example.com'));
  expect(readAddress('ana@B\u00fccher.example')).toBe('ana@xn--bcher-kva.example');
});

test('what is no address is none', () => {
  for (const typed of [
    '',
    '@',
    'ana',
    'ana@',
    '@example.com',
    'ana@localhost',
    'ana@127.0.0.1',
    'ana@example.1',
    'ana@exa mple.com',
    'ana@example..com',
    'ana@-example.com',
    '.ana@example.com',
    'an..a@example.com',
    '"ana"@example.com',
    'ana@ex%41mple.com',
    `${'a'.repeat(65)}@example.com`,
    `ana@${'a.'.repeat(130)}com`,
  ])
    expect(readAddress(typed), typed).toBeUndefined();
});

test('nobody puts a header or a second recipient into an address', () => {
  for (const typed of [
    'ana@example.com\r\nBcc: all@example.com',
    'ana\n@example.com',
    'ana@example.com,cy@example.com',
    'ana@example.com;cy@example.com',
    'Ana <ana@example.com>',
    'ana@example.com\u0000',
    'a\u202ena@example.com',
  ])
    expect(readAddress(typed), JSON.stringify(typed)).toBeUndefined();
});

test('reading an address again changes nothing, whatever was typed', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.emailAddress(),
    fc.string().map((local) => `${local}@b\u00fccher.example`),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const once = readAddress(text);
      if (once !== undefined) expect(readAddress(once)).toBe(once);
    }),
  );
});

test('a very long text is turned away at once', () => {
  expect(readAddress(`${'a'.repeat(1_000_000)}@example.com`)).toBeUndefined();
});
