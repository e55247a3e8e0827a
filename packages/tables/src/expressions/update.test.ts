import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { items, values as anyValue } from '../testing/arbitraries.ts';
import { numberText } from '../decimal.ts';
import { parseNumber } from '../parse-number.ts';
import type { Item } from '../types.ts';
import { equalValues } from '../values.ts';
import { bind, compile } from './request.ts';
import type { Names, Values } from './scope.ts';

const updated = (update: string, item: Item, values?: Values, names?: Names): Item => {
  const compiled = compile({ update, names });
  return compiled.update?.apply(item, bind(compiled, values, ['UpdateExpression'])) ?? item;
};

const item: Item = {
  pk: 'p',
  n: 5,
  steps: ['a', 'b', 'c'],
  doc: { x: 1, y: { z: 2 } },
  tags: new Set(['a', 'b']),
  price: 0.1,
};

describe('SET (developer guide, "Update expressions")', () => {
  test.each<[string, Values | undefined, Item]>([
    ['SET n = :v', { ':v': 'x' }, { n: 'x' }],
    ['SET fresh = n', undefined, { fresh: 5 }],
    ['SET n = n + :one', { ':one': 1 }, { n: 6 }],
    ['SET n = (n - :one)', { ':one': 1 }, { n: 4 }],
    ['SET n = (n) - :one', { ':one': 1 }, { n: 4 }],
    ['SET price = price + :p', { ':p': 0.2 }, { price: 0.3 }],
    ['SET c = if_not_exists(c, :zero) + :one', { ':zero': 0, ':one': 1 }, { c: 1 }],
    ['SET n = if_not_exists(n, :zero)', { ':zero': 0 }, { n: 5 }],
    ['SET steps = list_append(steps, :l)', { ':l': ['d'] }, { steps: ['a', 'b', 'c', 'd'] }],
    ['SET steps = list_append(:l, steps)', { ':l': ['d'] }, { steps: ['d', 'a', 'b', 'c'] }],
    ['SET steps[1] = :v', { ':v': 'B' }, { steps: ['a', 'B', 'c'] }],
    ['SET steps[9] = :v, steps[7] = :w', { ':v': 'nine', ':w': 'seven' }, { steps: ['a', 'b', 'c', 'seven', 'nine'] }],
    ['SET doc.y.z = :v, doc.w = :v', { ':v': 3 }, { doc: { x: 1, y: { z: 3 }, w: 3 } }],
    ['SET n = pk, pk2 = n', undefined, { n: 'p', pk2: 5 }],
  ])('%s', (update, values, changed) => {
    expect(updated(update, item, values)).toEqual({ ...item, ...changed });
  });

  test('shares what did not change with the item before', () => {
    const after = updated('SET doc.x = :v', item, { ':v': 9 });
    expect(after['steps']).toBe(item['steps']);
    expect(item['doc']).toEqual({ x: 1, y: { z: 2 } });
    expect(updated('SET n = :five', item, { ':five': 5 })).toBe(item);
  });

  test('counts exactly beyond 2^53', () => {
    const after = updated('SET n = n + :v', { n: parseNumber('99999999999999999999') }, { ':v': 1 });
    expect(after['n']).toBe(1e20);
    const more = updated('ADD n :v', after, { ':v': 1 })['n'];
    expect(more instanceof Object ? numberText(parseNumber('100000000000000000001')) : '').toBe(
      '100000000000000000001',
    );
  });
});

describe('REMOVE, ADD and DELETE', () => {
  test.each<[string, Values | undefined, Item]>([
    [
      'REMOVE n, doc.y',
      undefined,
      { pk: 'p', steps: ['a', 'b', 'c'], doc: { x: 1 }, tags: new Set(['a', 'b']), price: 0.1 },
    ],
    ['REMOVE steps[0], steps[2], steps[9]', undefined, { ...item, steps: ['b'] }],
    ['SET steps[3] = :v REMOVE steps[0]', { ':v': 'd' }, { ...item, steps: ['b', 'c', 'd'] }],
    ['REMOVE absent', undefined, item],
    ['ADD n :v', { ':v': -2 }, { ...item, n: 3 }],
    ['ADD fresh :v', { ':v': 2 }, { ...item, fresh: 2 }],
    ['ADD tags :v', { ':v': new Set(['b', 'c']) }, { ...item, tags: new Set(['a', 'b', 'c']) }],
    ['DELETE tags :v', { ':v': new Set(['b', 'z']) }, { ...item, tags: new Set(['a']) }],
    ['DELETE absent :v', { ':v': new Set(['b']) }, item],
    [
      'add n :v set pk2 = :v remove price',
      { ':v': 1 },
      { pk: 'p', pk2: 1, n: 6, steps: ['a', 'b', 'c'], doc: { x: 1, y: { z: 2 } }, tags: new Set(['a', 'b']) },
    ],
  ])('%s', (update, values, after) => {
    expect(updated(update, item, values)).toEqual(after);
  });

  test('a set from which everything is deleted is gone', () => {
    expect(updated('DELETE tags :v', { pk: 'p', tags: new Set(['a']) }, { ':v': new Set(['a']) })).toEqual({ pk: 'p' });
  });

  test('attributes may have any name', () => {
    const after = updated('SET #p = :v, doc.#p = :v', item, { ':v': 1 }, { '#p': '__proto__' });
    expect(Object.hasOwn(after, '__proto__')).toBe(true);
    expect(updated('REMOVE #p', after, undefined, { '#p': '__proto__' })).toEqual({ ...item, doc: after['doc'] });
  });
});

describe('refusals, in DynamoDB’s words', () => {
  test.each<[string, Values | undefined, string]>([
    ['SET', undefined, 'Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET"'],
    ['FOO a = b', undefined, 'Syntax error; token: "FOO", near: "FOO a"'],
    ['SET a = :v SET b = :v', { ':v': 1 }, 'The "SET" section can only be used once in an update expression;'],
    [
      'SET a = :v, a = :v',
      { ':v': 1 },
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
    ],
    ['SET a.b[0] = :v REMOVE a.b', { ':v': 1 }, 'path one: [a, b, [0]], path two: [a, b]'],
    ['SET a.b = :v, a[0] = :v', { ':v': 1 }, 'Two document paths conflict with each other'],
    ['SET name = :v', { ':v': 1 }, 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['SET a = nope(b)', undefined, 'Invalid UpdateExpression: Invalid function name; function: nope'],
    [
      'SET a = list_append(b)',
      undefined,
      'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1',
    ],
    [
      'SET a = if_not_exists(:v, :v)',
      { ':v': 1 },
      'Operator or function requires a document path; operator or function: if_not_exists',
    ],
    [
      'SET a = n + :v',
      { ':v': 'x' },
      'Incorrect operand type for operator or function; operator or function: +, operand type: S',
    ],
    ['SET a = list_append(steps, :v)', { ':v': 'x' }, 'operator or function: list_append, operand type: S'],
    ['ADD n :v', { ':v': 'x' }, 'Incorrect operand type for operator or function; operator: ADD, operand type: STRING'],
    [
      'DELETE tags :v',
      { ':v': 1 },
      'Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER',
    ],
    ['ADD pk :v', { ':v': 1 }, 'An operand in the update expression has an incorrect data type'],
    ['ADD tags :v', { ':v': new Set([1]) }, 'An operand in the update expression has an incorrect data type'],
    ['SET a = pk + :v', { ':v': 1 }, 'An operand in the update expression has an incorrect data type'],
    ['SET a = absent', undefined, 'The provided expression refers to an attribute that does not exist in the item'],
    [
      'SET a = absent + :v',
      { ':v': 1 },
      'The provided expression refers to an attribute that does not exist in the item',
    ],
    ['SET absent.x = :v', { ':v': 1 }, 'The document path provided in the update expression is invalid for update'],
    ['SET steps.x = :v', { ':v': 1 }, 'The document path provided in the update expression is invalid for update'],
    ['SET doc[0] = :v', { ':v': 1 }, 'The document path provided in the update expression is invalid for update'],
    ['REMOVE absent.x', undefined, 'The document path provided in the update expression is invalid for update'],
  ])('%s', (update, values, message) => {
    expect(() => updated(update, item, values)).toThrow(message);
  });
});

describe('laws', () => {
  test('what is set is what is found, and nothing else changed', () => {
    fc.assert(
      fc.property(items, anyValue, (before, value) => {
        const names = { '#n': 'fresh' };
        const after = updated('SET #n = :v', before, { ':v': value }, names);
        const compiled = compile({ condition: '#n = :v', names });
        expect(compiled.condition?.(after, { ':v': value })).toBe(true);
        expect(
          equalValues(updated('REMOVE #n', after, undefined, names), updated('REMOVE #n', before, undefined, names)),
        ).toBe(true);
      }),
    );
  });

  test('what was added to a set is contained in it, what was deleted is not', () => {
    const members = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(members, members, (have, add) => {
        const after = updated('ADD tags :a', { tags: new Set(have) }, { ':a': new Set(add) });
        expect(after['tags']).toEqual(new Set([...have, ...add]));
        const less = updated('DELETE tags :a', after, { ':a': new Set(add) })['tags'];
        const left = have.filter((member) => !add.includes(member));
        expect(less).toEqual(left.length === 0 ? undefined : new Set(left));
      }),
    );
  });
});

describe('projections', () => {
  const project = (projection: string, names?: Names): Item => compile({ projection, names }).project?.(item) ?? item;

  test.each<[string, Item]>([
    ['pk, n', { pk: 'p', n: 5 }],
    ['doc.y.z, steps[2], steps[0]', { doc: { y: { z: 2 } }, steps: ['a', 'c'] }],
    ['absent, doc.nope, steps[9], n.x', {}],
  ])('%s', (projection, expected) => {
    expect(project(projection)).toEqual(expected);
  });

  test.each([
    ['doc, doc.x', 'Invalid ProjectionExpression: Two document paths overlap with each other'],
    ['pk,', 'Invalid ProjectionExpression: Syntax error; token: "<EOF>", near: ","'],
    ['user-id', 'Invalid ProjectionExpression: Syntax error; token: "-", near: "user-id"'],
    ['year', 'Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: year'],
  ])('%s is refused', (projection, message) => {
    expect(() => project(projection)).toThrow(message);
  });
});
