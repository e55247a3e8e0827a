import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@espresso/kernel';
import { compilePattern, compilePatternText } from '../pattern/compile.ts';
import { anyEvent, anyMeetingInArrays, anyPattern } from '../testing/arbitrary.ts';
import { oracleMatches } from '../testing/oracle.ts';
import { RuleIndex } from './rule-index.ts';

const manyPatterns = fc.array(anyPattern, { maxLength: 12 });
const manyEvents = fc.array(anyEvent, { minLength: 1, maxLength: 4 });

const indexOf = (patterns: readonly JsonObject[]): RuleIndex<number> => {
  const index = new RuleIndex<number>();
  for (const [rule, pattern] of patterns.entries()) index.add(rule, compilePattern(pattern));
  return index;
};
const scan = (patterns: readonly JsonObject[], event: JsonObject): readonly number[] =>
  patterns.flatMap((pattern, rule) => (compilePattern(pattern).matches(event) ? [rule] : []));

describe('laws', () => {
  test('a compiled pattern matches exactly what the language says', () => {
    fc.assert(
      fc.property(anyPattern, manyEvents, (pattern, events) => {
        const compiled = compilePattern(pattern);
        for (const event of events) expect(compiled.matches(event)).toBe(oracleMatches(pattern, event));
      }),
      { numRuns: 6_000 },
    );
  });

  test('and so it does where leaves have to belong together', () => {
    fc.assert(
      fc.property(anyMeetingInArrays, ([pattern, event]) => {
        expect(compilePattern(pattern).matches(event)).toBe(oracleMatches(pattern, event));
      }),
      { numRuns: 6_000 },
    );
  });

  test('the index gives the rules that a scan of every rule gives, in the order they were added', () => {
    fc.assert(
      fc.property(manyPatterns, manyEvents, (patterns, events) => {
        const index = indexOf(patterns);
        for (const event of events) expect(index.match(event)).toEqual(scan(patterns, event));
      }),
      { numRuns: 2_000 },
    );
  });

  test('adding and removing other rules changes nothing for those that stay', () => {
    fc.assert(
      fc.property(manyPatterns, manyPatterns, manyEvents, fc.func(fc.boolean()), (stay, go, events, early) => {
        const index = new RuleIndex<string>();
        const gone = go.map((pattern, at) => ({ rule: `gone ${at}`, pattern: compilePattern(pattern) }));
        for (const { rule, pattern } of gone) if (early(rule)) index.add(rule, pattern);
        for (const [at, pattern] of stay.entries()) index.add(`stays ${at}`, compilePattern(pattern));
        for (const { rule, pattern } of gone) if (!early(rule)) index.add(rule, pattern);
        for (const event of events) index.match(event);
        for (const { rule } of gone) index.remove(rule);
        expect(index.size).toBe(stay.length);
        for (const event of events) expect(index.match(event)).toEqual(scan(stay, event).map((at) => `stays ${at}`));
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('a rule', () => {
  const event = { source: 'bar', detail: { drink: 'latte' } };

  test('that was removed is not found, and removing it again is no fault', () => {
    const index = new RuleIndex<string>();
    index.add('rule', compilePattern({ source: ['bar'] }));
    index.remove('rule');
    index.remove('rule');
    expect(index.match(event)).toEqual([]);
    expect(index.size).toBe(0);
  });

  test('that is added again has its new pattern only', () => {
    const index = new RuleIndex<string>();
    index.add('rule', compilePattern({ source: ['bar'] }));
    index.add('rule', compilePattern({ source: ['kitchen'] }));
    expect(index.size).toBe(1);
    expect(index.match(event)).toEqual([]);
  });

  test('is found once, however many of its values and alternatives the event holds', () => {
    const index = new RuleIndex<string>();
    index.add('rule', compilePattern({ $or: [{ tag: ['x', 'y', { prefix: '' }] }, { source: ['bar'] }] }));
    expect(index.match({ ...event, tag: ['x', 'x', 'y'] })).toEqual(['rule']);
  });

  test('that asks for absence alone is found by an event without any of its fields', () => {
    const index = new RuleIndex<string>();
    index.add('rule', compilePattern({ detail: { size: [{ exists: false }] } }));
    expect(index.match(event)).toEqual(['rule']);
    expect(index.match({ detail: { size: 'L' } })).toEqual([]);
  });
});

describe('faults of older engines', () => {
  test('a value beside a numeric range across zero, with $or, is found every time', () => {
    const pattern = { a: ['x', { numeric: ['>=', -1, '<', 1] }], $or: [{ b: ['y'] }, { c: ['o'] }] };
    for (let time = 0; time < 50; time++) expect(indexOf([pattern]).match({ a: 'x', b: 'y' })).toEqual([0]);
  });

  test('suffixes and ignored case in letters of several bytes live beside each other', () => {
    const index = indexOf([
      { a: [{ suffix: 'é' }] },
      { a: [{ 'equals-ignore-case': 'CAFÉ' }] },
      { a: [{ suffix: { 'equals-ignore-case': 'ΑΣ' } }] },
      { a: [{ 'equals-ignore-case': '日本😀' }] },
    ]);
    expect(index.match({ a: 'café' })).toEqual([0, 1]);
    expect(index.match({ a: 'ασ' })).toEqual([2]);
    expect(index.match({ a: '日本😀' })).toEqual([3]);
  });

  test('none of 2,000 rules on the same fields is lost', () => {
    const patterns = Array.from({ length: 2_000 }, (_, at) => ({
      source: ['bar'],
      detail: { id: [`id-${at % 500}`], n: [{ numeric: ['>=', at % 7, '<', (at % 7) + 3] }] },
    }));
    const index = indexOf(patterns);
    const event = { source: 'bar', detail: { id: ['id-3', 'id-77'], n: 4 } };
    expect(index.match(event)).toEqual(scan(patterns, event));
  });
});

test('a number range that ended long ago does not hide one around it', () => {
  const index = new RuleIndex<number>();
  for (let rule = 0; rule < 200; rule++)
    index.add(rule, compilePatternText(`{"n": [{"numeric": [">=", ${rule}, "<", ${rule === 0 ? 1_000 : rule + 1}]}]}`));
  for (let rule = 100; rule < 150; rule++) index.remove(rule);
  expect(index.match({ n: 180.5 })).toEqual([0, 180]);
  expect(index.match({ n: 120 })).toEqual([0]);
});

test('many number ranges, added and removed in any order, answer as a scan does', () => {
  const range = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 }));
  const removed = fc.func(fc.boolean());
  fc.assert(
    fc.property(fc.array(range, { minLength: 50, maxLength: 300 }), removed, fc.nat({ max: 70 }), (ranges, gone, n) => {
      const index = new RuleIndex<number>();
      for (const [rule, [low, span]] of ranges.entries())
        index.add(rule, compilePattern({ n: [{ numeric: ['>', low, '<=', low + span] }] }));
      for (const rule of ranges.keys()) if (gone(rule)) index.remove(rule);
      const expected = ranges.flatMap(([low, span], rule) => (!gone(rule) && low < n && n <= low + span ? [rule] : []));
      expect(index.match({ n })).toEqual(expected);
    }),
  );
});
