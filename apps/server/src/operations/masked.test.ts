import { defineEvent, secret } from '@espresso/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { maskerFor } from './masked.ts';

const paid = defineEvent({
  owner: 'till',
  detailType: 'Till.Paid',
  version: 1,
  detail: z.object({ card: secret(z.string()), amount: z.number() }),
  example: { card: '4', amount: 1 },
  sentence: () => 'Paid.',
});
const mask = maskerFor([paid]);
const taskToken = `${Buffer.from('["Machine","name","ref-1"]').toString('base64url')}.${'s'.repeat(32)}`;

test('a field that an event marks is masked under its name, wherever a workflow carries it', () => {
  expect(mask({ input: { detail: { card: '4111', amount: 3 } } })).toEqual({
    input: { detail: { card: '[redacted]', amount: 3 } },
  });
});

test('a token is masked whatever it is called, and an address wherever it stands', () => {
  expect(mask({ note: `use ${taskToken} now`, who: 'Ana <ana@example.org>' })).toEqual({
    note: 'use [redacted] now',
    who: 'Ana <[redacted]>',
  });
});

test('texts that hold JSON are masked inside', () => {
  const input = JSON.stringify({ TaskToken: 'abc', list: [{ card: '4' }], text: '{"mail":"x"}' });
  expect(mask({ input })).toEqual({
    input: JSON.stringify({ TaskToken: '[redacted]', list: [{ card: '[redacted]' }], text: '{"mail":"x"}' }),
  });
});

test('what is harmless stays as it is', () => {
  const value = { a: [1, null, true, 'a latte, please'], b: '{not json', c: '[1,2]' };
  expect(mask(value)).toEqual(value);
});
