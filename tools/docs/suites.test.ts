import { expect, test } from 'vitest';
import { partsOf, suites } from './suites.ts';

test('a suite is told in the words of its describes, its tests and its tables of cases', () => {
  const source = `
    const cases: Record<string, Case[]> = { 'values (SPEC 2)': [['null is a leaf', 1]] };
    test('alone', () => undefined);
    describe('Pass (spec: Pass State)', () => {
      test('hands its input on', () => { expect(1).toBe(1); });
      test.each<[string, Json]>([['null', null], ['a text', 'x']])('%s without a value fails', async () => undefined);
    });`;
  expect(partsOf('packages/states/src/interpret/a.test.ts', source)).toEqual([
    { title: 'values (SPEC 2)', claims: ['null is a leaf'] },
    { title: 'interpret', claims: ['alone'] },
    {
      title: 'Pass (spec: Pass State)',
      claims: ['hands its input on', 'null without a value fails', 'a text without a value fails'],
    },
  ]);
});

test('every suite has something to claim', () => {
  for (const { path, parts } of suites()) expect([path, parts.length]).not.toEqual([path, 0]);
});
