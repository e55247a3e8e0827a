import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@espresso/kernel';
import { RuleIndex } from '../rules/rule-index.ts';
import { compilePattern } from './compile.ts';

/*
 * The language case by case. `SPEC n` is the section of this package's SPEC.md; "guide" is the EventBridge user guide's
 * page on pattern operators. Every case is asked of the compiled pattern and of an index.
 */
type Case = readonly [
  claim: string,
  pattern: JsonObject,
  matches: readonly JsonObject[],
  misses: readonly JsonObject[],
];

const value = (...entries: Json[]): JsonObject => ({ x: entries });
const held = (...values: Json[]): JsonObject[] => values.map((x) => ({ x }));

const cases: Record<string, readonly Case[]> = {
  'shape (SPEC 1)': [
    ['fields are all needed', { a: [1], b: [2] }, [{ a: 1, b: 2 }], [{ a: 1 }, { b: 2 }, { a: 1, b: 3 }]],
    ['any entry of a leaf will do', value('a', 'b'), held('a', 'b'), held('c')],
    ['absence is an entry like others', value({ exists: false }, 'a'), [{}, { x: 'a' }], held('b')],
    [
      'two anything-buts match all that is there',
      value({ 'anything-but': 'a' }, { 'anything-but': 'b' }),
      held('a', 'b', 'c', null),
      [{}],
    ],
    ['keys and values mind their case', { Key: ['Value'] }, [{ Key: 'Value' }], [{ key: 'Value' }, { Key: 'value' }]],
    ['dots join steps in patterns', { 'a.b': [1] }, [{ a: { b: 1 } }, { 'a.b': 1 }], [{ a: 1 }, { b: 1 }]],
    [
      'dots join steps in events',
      { a: { b: { c: [1] } } },
      [{ 'a.b': { c: 1 } }, { a: { 'b.c': 1 } }, { 'a.b.c': 1 }],
      [{ 'a.c': 1 }],
    ],
    ['names of Object.prototype are ordinary names', { constructor: [{ exists: true }] }, [{ constructor: 1 }], [{}]],
    [
      'a missing object is missing leaves',
      { a: { b: [1] } },
      [{ a: { b: 1 } }],
      [{}, { a: null }, { a: 1 }, { a: [] }],
    ],
  ],
  'values (SPEC 2)': [
    ['true is not "true"', value(true), held(true), held('true', 1, false)],
    ['"5" is not 5', value('5'), held('5'), held(5)],
    ['null is a leaf, never absence', value(null), held(null), [{}, { x: 'null' }, { x: {} }, { x: [] }]],
    ['the empty string is a value (guide: empty strings)', value(''), held(''), [{}, { x: null }, { x: ' ' }]],
    ['numbers compare by value', value(300), held(300, 3.0e2), held('300', 301)],
    ['minus zero is zero', value(-0), held(0, -0), held(1)],
  ],
  'prefix and suffix (guide: prefix, suffix; SPEC 3.1)': [
    ['prefix', value({ prefix: 'eu-' }), held('eu-west-1', 'eu-'), held('EU-', 'xeu-', 'eu', 5, null)],
    ['suffix', value({ suffix: '.png' }), held('a.png', '.png'), held('.PNG', 'png', 5)],
    ['an empty prefix is any string', value({ prefix: '' }), held('', 'a'), [{ x: 1 }, { x: null }, {}]],
    ['an empty suffix is any string', value({ suffix: '' }), held('', 'a'), [{ x: 1 }, {}]],
    [
      'prefix ignoring case',
      value({ prefix: { 'equals-ignore-case': 'EventB' } }),
      held('eventbridge', 'EVENTB'),
      held('event'),
    ],
    ['suffix ignoring case', value({ suffix: { 'equals-ignore-case': '.Png' } }), held('x.PNG', '.png'), held('png')],
  ],
  'equals-ignore-case (guide; SPEC 3.6)': [
    ['ignores case', value({ 'equals-ignore-case': 'aLice' }), held('ALICE', 'alice'), held('alic', 'alicex', 5)],
    ['the empty string', value({ 'equals-ignore-case': '' }), held(''), held('a')],
    [
      'ß stands for SS, not the other way',
      value({ 'equals-ignore-case': 'straße' }),
      held('STRASSE', 'straße'),
      held('strasse '),
    ],
    ['SS does not stand for ß', value({ 'equals-ignore-case': 'STRASSE' }), held('strasse'), held('straße')],
    ['σ is Σ but not ς', value({ 'equals-ignore-case': 'σας' }), held('ΣΑΣ', 'σας'), held('σασ')],
    ['k is not the Kelvin sign', value({ 'equals-ignore-case': 'k' }), held('K'), held('\u212a')],
    ['emoji are themselves', value({ 'equals-ignore-case': '😀' }), held('😀'), held('??', '😁')],
  ],
  'wildcard (guide; SPEC 3.5)': [
    ['a star is zero or more', value({ wildcard: 'a*b' }), held('ab', 'axxb', 'abb'), held('abx', 'b', 'xab')],
    ['pieces do not overlap', value({ wildcard: 'ab*ba' }), held('abba', 'ab-ba'), held('aba')],
    ['middle pieces come in order', value({ wildcard: '*a*b*' }), held('ab', 'xaxbx'), held('ba', 'a', 'b')],
    ['a backslash takes a star as it is', value({ wildcard: 'a\\*b' }), held('a*b'), held('axb', 'ab')],
    ['a backslash takes a backslash as it is', value({ wildcard: 'a\\\\*' }), held('a\\', 'a\\b'), held('a*')],
    ['? and dots are themselves', value({ wildcard: '?.*' }), held('?.', '?.x'), held('ab', 'a.')],
    ['nothing matches nothing only', value({ wildcard: '' }), held(''), held('a')],
    ['a star alone is any string', value({ wildcard: '*' }), held('', 'a'), held(1, null)],
  ],
  'numeric (guide: numeric matching; SPEC 3.4)': [
    ['equal', value({ numeric: ['=', 100] }), held(100, 1e2), held('100', 99.9)],
    ['one bound', value({ numeric: ['<', 10] }), held(9.99, -5), held(10, '9', null)],
    ['lower and upper', value({ numeric: ['>', 0, '<=', 5] }), held(0.1, 5), held(0, 5.1)],
    ['at least', value({ numeric: ['>=', 5] }), held(5, 6), held(4.999)],
    ['of an array, any number', value({ numeric: ['>', 3] }), held([1, 4]), held([1, 2], ['4'], [])],
  ],
  'cidr and addresses (guide: IP address matching; SPEC 3.7)': [
    [
      'a network',
      value({ cidr: '10.0.0.0/24' }),
      held('10.0.0.0', '10.0.0.255'),
      held('10.0.1.0', '10.0.0', 'x', 5, '10.0.0.256'),
    ],
    ['bits after the mask are ignored', value({ cidr: '10.0.0.77/24' }), held('10.0.0.1'), held('10.0.1.77')],
    ['all of them', value({ cidr: '0.0.0.0/0' }), held('255.255.255.255'), held('::1')],
    [
      'IPv6',
      value({ cidr: '2001:db8::/32' }),
      held('2001:DB8::1', '2001:db8:ffff::'),
      held('2001:db9::', '32.1.13.184'),
    ],
    [
      'a string that is an address matches by address',
      value('2001:db8::1'),
      held('2001:DB8:0:0:0:0:0:1', '2001:db8::1'),
      held('2001:db8::2'),
    ],
    ['exactly compares text', value({ exactly: '2001:db8::1' }), held('2001:db8::1'), held('2001:DB8::1')],
    ['anything-but compares text', value({ 'anything-but': '2001:db8::1' }), held('2001:DB8::1'), held('2001:db8::1')],
  ],
  'anything-but (guide; SPEC 3.8)': [
    [
      'needs a value',
      value({ 'anything-but': 'a' }),
      held('b', null, true, 5),
      [{}, { x: [] }, { x: {} }, { x: { y: 1 } }, { x: 'a' }],
    ],
    ['5 is not "5"', value({ 'anything-but': 5 }), held('5', 6, null), held(5)],
    ['a list of strings', value({ 'anything-but': ['a', 'b'] }), held('c', 1), held('a', 'b')],
    ['a list of numbers', value({ 'anything-but': [1, 2] }), held(3, '1'), held(1, 2.0)],
    ['a prefix', value({ 'anything-but': { prefix: 'in' } }), held('out', 5, null), held('in', 'init')],
    ['prefixes', value({ 'anything-but': { prefix: ['in', 'up'] } }), held('out'), held('in', 'upper')],
    ['a suffix', value({ 'anything-but': { suffix: '.txt' } }), held('a.md'), held('a.txt')],
    ['suffixes', value({ 'anything-but': { suffix: ['.txt', '.md'] } }), held('a.png'), held('a.txt', 'a.md')],
    ['ignoring case', value({ 'anything-but': { 'equals-ignore-case': ['A', 'b'] } }), held('c', 1), held('a', 'B')],
    ['a wildcard', value({ 'anything-but': { wildcard: '*/lib/*' } }), held('/bin/x'), held('/lib/x')],
    ['wildcards', value({ 'anything-but': { wildcard: ['a*', '*z'] } }), held('bz '), held('ab', 'xz')],
    ['an empty wildcard', value({ 'anything-but': { wildcard: '' } }), held('a', 1), held('')],
    ['an empty ignored case', value({ 'anything-but': { 'equals-ignore-case': '' } }), held('a'), held('')],
    ['of an array, any element', value({ 'anything-but': 'a' }), held(['a', 'b']), held(['a', 'a'])],
  ],
  'exists (guide; SPEC 3.9)': [
    [
      'a leaf',
      value({ exists: true }),
      held(null, '', 0, false, ['a'], [[1]]),
      [{}, { x: {} }, { x: [] }, { x: { y: 1 } }, { x: [{ y: 1 }] }],
    ],
    ['no leaf', value({ exists: false }), [{}, { x: {} }, { x: [] }, { x: { y: 1 } }], held(null, ['a'])],
  ],
  'arrays (guide: arrays; SPEC 5)': [
    ['any element', value('a'), held(['b', 'a'], [[['a']]]), held([], ['b'])],
    ['scalars and objects of one array both count', { a: ['x'], 'a.y': [1] }, [{ a: ['x', { y: 1 }] }], [{ a: ['x'] }]],
    [
      'fields come from one element',
      { d: { a: [1], b: [2] } },
      [{ d: [{ a: 0 }, { a: 1, b: 2 }] }],
      [{ d: [{ a: 1 }, { b: 2 }] }],
    ],
    [
      'one element at each level',
      { d: { e: { a: [1], b: [2] } } },
      [{ d: [{ e: [{ a: 1, b: 2 }] }] }],
      [{ d: [{ e: [{ a: 1 }, { b: 2 }] }] }, { d: [{ e: { a: 1 } }, { e: { b: 2 } }] }],
    ],
    [
      'the outer element binds fields of inner arrays',
      { d: { e: { a: [1] }, f: [2] } },
      [{ d: [{ e: [{ a: 0 }, { a: 1 }], f: 2 }] }],
      [{ d: [{ e: [{ a: 1 }] }, { f: 2 }] }],
    ],
    [
      'arrays in arrays bind as well',
      { d: { a: [1], b: [2] } },
      [{ d: [[{ a: 1, b: 2 }]] }],
      [{ d: [[{ a: 1 }], [{ b: 2 }]] }, { d: [[{ a: 1 }, { b: 2 }]] }],
    ],
    [
      'different arrays are independent',
      { d: { a: [1] }, e: { b: [2] } },
      [{ d: [{ a: 1 }], e: [{}, { b: 2 }] }],
      [{ d: [{ a: 1 }], e: [] }],
    ],
    [
      'scalars of an array go with any element',
      { d: { a: [1], t: ['x'] } },
      [{ d: { a: 1, t: ['y', 'x'] } }, { d: [{ a: 1, t: ['y', 'x'] }] }],
      [{ d: [{ a: 1, t: [] }, { t: ['x'] }] }],
    ],
    [
      'absence after a choice means: in that element',
      { d: { a: [1], b: [{ exists: false }] } },
      [{ d: [{ a: 1 }, { b: 2 }] }],
      [{ d: [{ a: 1, b: 2 }] }],
    ],
    [
      'absence before a choice means: anywhere',
      { d: { a: [{ exists: false }], b: [2] } },
      [{ d: [{ b: 2 }] }],
      [{ d: [{ a: 1 }, { b: 2 }] }],
    ],
  ],
  '$or (guide: or matching; SPEC 4)': [
    ['either', { $or: [{ a: [1] }, { b: [2] }] }, [{ a: 1 }, { b: 2 }], [{}, { a: 2, b: 1 }]],
    ['with what is around it', { s: ['x'], $or: [{ a: [1] }, { b: [2] }] }, [{ s: 'x', a: 1 }], [{ a: 1 }, { s: 'x' }]],
    ['inside an object', { d: { $or: [{ a: [1] }, { b: [2] }] } }, [{ d: { b: 2 } }], [{ b: 2 }]],
    ['nested', { $or: [{ a: [1] }, { $or: [{ b: [2] }, { c: [3] }] }] }, [{ c: 3 }, { a: 1 }], [{}]],
    [
      'several multiply',
      { d: { $or: [{ a: [1] }, { b: [1] }] }, $or: [{ e: [1] }, { f: [1] }] },
      [{ d: { b: 1 }, e: 1 }],
      [{ d: { b: 1 } }, { e: 1 }],
    ],
    [
      'a branch overrides what came before',
      { a: [9], $or: [{ a: [1] }, { b: [2] }] },
      [{ a: 1 }, { a: 9, b: 2 }],
      [{ a: 9 }],
    ],
    [
      'what comes after overrides each branch',
      { $or: [{ a: [1] }, { b: [2] }], a: [9] },
      [{ a: 9 }, { a: 9, b: 2 }],
      [{ a: 1 }, { b: 2 }],
    ],
    ['with too little to choose from is a field', { $or: ['x'] }, [{ $or: 'x' }], [{}]],
    [
      'around the name of an operator is a field',
      { $or: [{ prefix: 'x' }, { prefix: 'y' }] },
      [{ $or: 'xa' }],
      [{ $or: 'a' }],
    ],
  ],
};

for (const [section, rows] of Object.entries(cases))
  describe(section, () => {
    test.each(rows)('%s', (_, pattern, matches, misses) => {
      const compiled = compilePattern(pattern);
      const index = new RuleIndex<string>();
      index.add('rule', compiled);
      for (const event of [...matches, ...misses]) {
        const expected = matches.includes(event);
        expect(compiled.matches(event), JSON.stringify(event)).toBe(expected);
        expect(index.match(event), JSON.stringify(event)).toEqual(expected ? ['rule'] : []);
      }
    });
  });
