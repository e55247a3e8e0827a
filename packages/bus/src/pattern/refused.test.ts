import { describe, expect, test } from 'vitest';
import type { Json } from '@espresso/kernel';
import { InvalidPattern } from '../faults.ts';
import { compilePattern, compilePatternText } from './compile.ts';

const refusal = (compile: () => unknown): InvalidPattern => {
  try {
    compile();
  } catch (fault) {
    if (fault instanceof InvalidPattern) return fault;
    throw fault;
  }
  throw new Error('was accepted');
};

describe('refused with reason and place (SPEC 1, 3)', () => {
  const leaf = (...entries: Json[]): Json => ({ detail: { a: entries } });
  test.each<[claim: string, pattern: Json, reason: string, at: string]>([
    ['a pattern that is no object', ['x'], 'Filter is not an object', 'the pattern'],
    ['an empty pattern', {}, 'Empty objects are not allowed', 'the pattern'],
    ['an empty object', { detail: {} }, 'Empty objects are not allowed', 'detail'],
    ['a bare string', { source: 'x' }, '"source" must be an object or an array', 'source'],
    ['a bare null', { detail: { a: null } }, '"a" must be an object or an array', 'detail.a'],
    ['an empty leaf', leaf(), 'Empty arrays are not allowed', 'detail.a'],
    ['an array in a leaf', leaf('x', ['y']), 'Match value must be String', 'detail.a[1]'],
    ['an empty match', leaf({}), 'Match expression name not found', 'detail.a[0]'],
    ['two operators in one match', leaf({ prefix: 'x', suffix: 'y' }), 'Only one key allowed', 'detail.a[0]'],
    ['an unknown operator', leaf({ like: 'x' }), 'Unrecognized match type like', 'detail.a[0]'],
    ['an operator in capitals', leaf({ EXISTS: true }), 'Unrecognized match type EXISTS', 'detail.a[0]'],
    ['a list of prefixes', leaf({ prefix: ['x'] }), 'prefix match pattern must be a string', 'detail.a[0].prefix'],
    ['a prefix of another kind', leaf({ prefix: { suffix: 'x' } }), 'Unsupported prefix pattern', 'detail.a[0].prefix'],
    ['exists with text', leaf({ exists: 'true' }), 'must be either true or false', 'detail.a[0].exists'],
    [
      'wildcards in a row',
      leaf({ wildcard: 'a**' }),
      'Consecutive wildcard characters at pos 2',
      'detail.a[0].wildcard',
    ],
    ['an escape of a letter', leaf({ wildcard: 'é\\b' }), 'Invalid escape character at pos 3', 'detail.a[0].wildcard'],
    ['a lone backslash', leaf({ wildcard: 'a\\' }), 'Invalid escape character', 'detail.a[0].wildcard'],
    [
      'a list of wildcards',
      leaf({ wildcard: ['a*'] }),
      'wildcard match pattern must be a string',
      'detail.a[0].wildcard',
    ],
    [
      'a wildcard too complex',
      leaf({ wildcard: '*:*:*:*:*:event-bus/*' }),
      'Rule is too complex',
      'detail.a[0].wildcard',
    ],
    ['a number as text', leaf({ numeric: ['=', '5'] }), 'Value of = must be numeric', 'detail.a[0].numeric[1]'],
    [
      'an unknown comparison',
      leaf({ numeric: ['!=', 5] }),
      'Unrecognized numeric range operator',
      'detail.a[0].numeric[0]',
    ],
    ['upper before lower', leaf({ numeric: ['<', 5, '>', 0] }), 'Too many elements', 'detail.a[0].numeric'],
    ['an empty range', leaf({ numeric: ['>=', 5, '<=', 5] }), 'Bottom must be less than top', 'detail.a[0].numeric'],
    ['five terms', leaf({ numeric: ['>', 0, '<', 5, '='] }), 'Too many terms', 'detail.a[0].numeric'],
    ['numeric without a list', leaf({ numeric: 5 }), 'Value of numeric must be an array', 'detail.a[0].numeric'],
    ['an address without mask', leaf({ cidr: '10.0.0.0' }), 'Malformed CIDR', 'detail.a[0].cidr'],
    ['a mask as long as the address', leaf({ cidr: '10.0.0.0/32' }), 'IPv4 mask bits must be < 32', 'detail.a[0].cidr'],
    ['an IPv6 mask as long', leaf({ cidr: '::/128' }), 'IPv6 mask bits must be < 128', 'detail.a[0].cidr'],
    ['a network of letters', leaf({ cidr: 'bar/8' }), 'Nonstandard IP address: bar', 'detail.a[0].cidr'],
    [
      'anything-but of both types',
      leaf({ 'anything-but': ['x', 5] }),
      'mixed type is not supported',
      'detail.a[0].anything-but',
    ],
    [
      'anything-but of nothing',
      leaf({ 'anything-but': [] }),
      'mixed type is not supported',
      'detail.a[0].anything-but',
    ],
    ['anything-but null', leaf({ 'anything-but': null }), 'must be an array or single', 'detail.a[0].anything-but'],
    [
      'anything-but a list with true',
      leaf({ 'anything-but': [true] }),
      'is not supported',
      'detail.a[0].anything-but[0]',
    ],
    [
      'anything-but an empty prefix',
      leaf({ 'anything-but': { prefix: '' } }),
      'Null prefix/suffix not allowed',
      'detail.a[0].anything-but.prefix',
    ],
    [
      'anything-but a prefix ignoring case',
      leaf({ 'anything-but': { prefix: { 'equals-ignore-case': 'x' } } }),
      'only a string',
      'detail.a[0].anything-but.prefix',
    ],
    [
      'anything-but a network',
      leaf({ 'anything-but': { cidr: '10.0.0.0/8' } }),
      'Unsupported anything-but pattern: cidr',
      'detail.a[0].anything-but',
    ],
    ['$or with one branch', { $or: [{ a: [1] }] }, 'at least 2 Objects', '$or'],
    ['$or without a list', { $or: 'x' }, 'must be an Array', '$or'],
    ['$or with a fault in a branch', { $or: [{ a: [1] }, { b: 1 }] }, '"b" must be an object', '$or[1].b'],
    ['an infinite number', leaf(Infinity), 'Cannot compare number', 'detail.a[0]'],
  ])('%s', (_, pattern, reason, at) => {
    const fault = refusal(() => compilePattern(pattern));
    expect(fault.reason).toContain(reason);
    expect(fault.at).toBe(at);
    expect(fault.message).toContain(`Event pattern is not valid. Reason: ${fault.reason}`);
  });

  test('$or that multiplies beyond a thousand ways', () => {
    const ways = (name: string): Json => ({ $or: Array.from('0123456789ab').map((n) => ({ [name + n]: [1] })) });
    expect(refusal(() => compilePattern({ a: ways('a'), b: ways('b'), c: ways('c') })).reason).toContain('too complex');
  });

  test('nesting that would exhaust the stack', () => {
    const depth = 100_000;
    expect(refusal(() => compilePatternText('{"a":'.repeat(depth))).reason).toContain('levels');
    let deep: Json = [1];
    for (let level = 0; level < depth; level++) deep = { a: deep };
    expect(refusal(() => compilePattern(deep)).reason).toContain('levels');
  });
});

test('a wildcard as complex as the service accepts is accepted (SPEC 3.5)', () => {
  const path = '/Users/1/dir/dir/dir/dir/dir/doc.txt';
  expect(compilePattern({ a: [{ wildcard: '/Users/*/dir/dir/dir/dir/dir/doc.txt' }] }).matches({ a: path })).toBe(true);
});

describe('patterns as text (SPEC 1.5, 2.3)', () => {
  test('broken JSON is refused with line and column', () => {
    expect(refusal(() => compilePatternText('{"a":\n  [1,]}')).at).toBe('line 2, column 6');
    expect(refusal(() => compilePatternText('{"a": [1]')).reason).toBe('Unexpected end-of-input');
    expect(refusal(() => compilePatternText('{"a": [01]}')).at).toBe('line 1, column 9');
  });

  test('of a path written twice the last counts', () => {
    const pattern = compilePatternText('{"a": [1], "a": [2]}');
    expect(pattern.matches({ a: 1 })).toBe(false);
    expect(pattern.matches({ a: 2 })).toBe(true);
  });

  test('an object written twice keeps the fields of both', () => {
    const pattern = compilePatternText('{"a": {"b": [1]}, "a": {"c": [2]}}');
    expect(pattern.matches({ a: { b: 1, c: 2 } })).toBe(true);
    expect(pattern.matches({ a: { c: 2 } })).toBe(false);
  });

  test.each(['123456789012345678', '499999999999.99999', '1e400'])('%s cannot be compared as a number', (digits) => {
    expect(refusal(() => compilePatternText(`{"a": [{"numeric": ["=", ${digits}]}]}`)).reason).toContain(digits);
    expect(refusal(() => compilePatternText(`{"a": [{"anything-but": ${digits}}]}`)).reason).toContain(digits);
  });

  test.each(['3.0e2', '300', '0.1', '-0.0', '1E-7', '9007199254740991', '1e21'])('%s can', (digits) => {
    const pattern = compilePatternText(`{"a": [{"numeric": ["=", ${digits}]}]}`);
    expect(pattern.matches({ a: Number(digits) })).toBe(true);
  });

  test('a plain number may have more digits than can be compared', () => {
    expect(compilePatternText('{"a": [123456789012345678]}').matches({ a: Number('123456789012345678') })).toBe(true);
  });
});
