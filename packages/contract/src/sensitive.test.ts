import { expect, test } from 'vitest';
import { z } from 'zod';
import { mask, MASK, personal, secret, sensitivePaths } from './sensitive.ts';

const schema = z.object({
  orderId: z.string(),
  taskToken: secret(z.string()).optional(),
  guests: z.array(z.object({ email: personal(z.string()), drink: z.string() })),
  answer: z.discriminatedUnion('type', [
    z.object({ type: z.literal('in'), token: secret(z.string()) }),
    z.object({ type: z.literal('out') }),
  ]),
});

const value = {
  orderId: 'order-1',
  taskToken: 'token-1',
  guests: [
    { email: 'ana@example.com', drink: 'latte' },
    { email: 'bo@example.com', drink: 'mocha' },
  ],
  answer: { type: 'in', token: 'session-1' },
};

test('marks are found in wrappers, arrays and every member of a union', () => {
  expect(sensitivePaths(schema).map(({ path, sensitivity }) => `${path.join('.')} ${sensitivity}`)).toEqual([
    'taskToken secret',
    'guests.*.email personal',
    'answer.token secret',
  ]);
});

test('a masked copy says everything but what is marked, and the value itself stays as it was', () => {
  const before = structuredClone(value);
  expect(mask(value, sensitivePaths(schema))).toEqual({
    orderId: 'order-1',
    taskToken: MASK,
    guests: [
      { email: MASK, drink: 'latte' },
      { email: MASK, drink: 'mocha' },
    ],
    answer: { type: 'in', token: MASK },
  });
  expect(value).toEqual(before);
});

test('what is not there is not masked into being', () => {
  expect(mask({ orderId: 'order-1' }, sensitivePaths(schema))).toEqual({ orderId: 'order-1' });
});
