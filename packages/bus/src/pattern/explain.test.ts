import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyEvent, anyMeetingInArrays, anyPattern } from '../testing/arbitrary.ts';
import { compilePattern } from './compile.ts';
import { explain } from './explain.ts';

test('a miss names the field, what it held and what was wanted', () => {
  const pattern = compilePattern({
    source: ['bar'],
    detail: { drink: [{ prefix: 'flat' }, 'tea'], size: [{ exists: false }] },
  });
  expect(explain(pattern, { source: 'bar', detail: { drink: 'latte' } })).toEqual({
    matched: false,
    branches: [
      {
        outcome: 'field',
        fields: [
          { path: 'detail.drink', held: ['latte'], wanted: [{ prefix: 'flat' }, 'tea'], matched: false },
          { path: 'detail.size', held: [], wanted: [{ exists: false }], matched: true },
          { path: 'source', held: ['bar'], wanted: ['bar'], matched: true },
        ],
      },
    ],
  });
});

test('each branch of $or is told', () => {
  const pattern = compilePattern({ $or: [{ a: [1] }, { b: [2] }] });
  expect(explain(pattern, { a: 5, b: 2 })).toMatchObject({
    matched: true,
    branches: [{ outcome: 'field' }, { outcome: 'matched' }],
  });
});

test('leaves of different elements are named as the reason', () => {
  const pattern = compilePattern({ items: { sku: ['milk'], count: [0] } });
  const verdict = explain(pattern, {
    items: [
      { sku: 'milk', count: 3 },
      { sku: 'beans', count: 0 },
    ],
  });
  expect(verdict).toMatchObject({ matched: false, branches: [{ outcome: 'elements' }] });
});

test('an explanation always agrees with the match, and a miss by field has a field to show', () => {
  const meeting = fc.oneof(fc.tuple(anyPattern, anyEvent), anyMeetingInArrays);
  fc.assert(
    fc.property(meeting, ([pattern, event]) => {
      const compiled = compilePattern(pattern);
      const verdict = explain(compiled, event);
      expect(verdict.matched).toBe(compiled.matches(event));
      for (const { outcome, fields } of verdict.branches)
        expect(fields.some(({ matched }) => !matched)).toBe(outcome === 'field');
    }),
    { numRuns: 3_000 },
  );
});
