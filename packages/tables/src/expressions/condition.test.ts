import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { values as anyValue } from '../testing/arbitraries.ts';
import { InvalidRequest } from '../errors.ts';
import { parseNumber } from '../parse-number.ts';
import type { Item } from '../types.ts';
import { equalValues } from '../values.ts';
import { bind, compile } from './request.ts';
import type { Names, Values } from './scope.ts';

const holds = (condition: string, item: Item, values?: Values, names?: Names): boolean => {
  const compiled = compile({ condition, names });
  return compiled.condition?.(item, bind(compiled, values, ['ConditionExpression'])) ?? false;
};

const item: Item = {
  pk: 'order-1',
  shots: 2,
  price: 3.5,
  big: parseNumber('12345678901234567890123'),
  drink: 'flat white',
  milk: null,
  hot: true,
  tags: new Set(['oat', 'large']),
  numbers: new Set([1, 2, parseNumber('12345678901234567890123')]),
  bytes: new Uint8Array([1, 2, 3]),
  parts: new Set([new Uint8Array([1]), new Uint8Array([2])]),
  steps: ['grind', { machine: 'left', shots: [18, 19] }],
  customer: { id: 'ana', address: { city: 'Porto' } },
};

describe('comparisons (developer guide, "Condition and filter expressions")', () => {
  test.each<[string, Values, boolean]>([
    ['drink = :v', { ':v': 'flat white' }, true],
    ['drink = :v', { ':v': 'latte' }, false],
    ['shots = :v', { ':v': '2' }, false],
    ['shots < :v', { ':v': 3 }, true],
    ['shots < :v', { ':v': '3' }, false],
    ['shots <= :v', { ':v': 2 }, true],
    ['price > :v', { ':v': 3.4 }, true],
    ['big > :v', { ':v': parseNumber('12345678901234567890122') }, true],
    ['big = :v', { ':v': parseNumber('12345678901234567890123') }, true],
    ['drink >= :v', { ':v': 'flat' }, true],
    ['bytes < :v', { ':v': new Uint8Array([1, 3]) }, true],
    ['tags = :v', { ':v': new Set(['large', 'oat']) }, true],
    ['absent = :v', { ':v': 1 }, false],
    ['absent <> :v', { ':v': 1 }, true],
    ['absent < :v', { ':v': 1 }, false],
    ['customer.address.city = :v', { ':v': 'Porto' }, true],
    ['steps[1].shots[0] = :v', { ':v': 18 }, true],
    ['steps[9] = :v', { ':v': 18 }, false],
    [':v = drink', { ':v': 'flat white' }, true],
    ['shots BETWEEN :a AND :b', { ':a': 1, ':b': 2 }, true],
    ['shots BETWEEN :a AND :b', { ':a': 3, ':b': 4 }, false],
    [':v BETWEEN shots AND price', { ':v': 3 }, true],
    ['shots IN (:a, :b)', { ':a': 1, ':b': 2 }, true],
    ['shots in (:a)', { ':a': 1 }, false],
    ['hot = :v', { ':v': true }, true],
    ['milk = :v', { ':v': null }, true],
    ['(shots) = (:v)', { ':v': 2 }, true],
  ])('%s (%#)', (condition, values, expected) => {
    expect(holds(condition, item, values)).toBe(expected);
  });
});

describe('functions', () => {
  test.each<[string, Values | undefined, boolean]>([
    ['attribute_exists(milk)', undefined, true],
    ['attribute_exists(customer.address)', undefined, true],
    ['attribute_exists(customer.phone)', undefined, false],
    ['attribute_exists(constructor_)', undefined, false],
    ['attribute_not_exists(absent)', undefined, true],
    ['attribute_type(drink, :t)', { ':t': 'S' }, true],
    ['attribute_type(big, :t)', { ':t': 'N' }, true],
    ['attribute_type(parts, :t)', { ':t': 'BS' }, true],
    ['attribute_type(customer, :t)', { ':t': 'L' }, false],
    ['begins_with(drink, :p)', { ':p': 'flat' }, true],
    ['begins_with(bytes, :p)', { ':p': new Uint8Array([1, 2]) }, true],
    ['begins_with(shots, :p)', { ':p': '2' }, false],
    ['contains(drink, :p)', { ':p': 'at w' }, true],
    ['contains(tags, :p)', { ':p': 'oat' }, true],
    ['contains(tags, :p)', { ':p': 'oa' }, false],
    ['contains(numbers, :p)', { ':p': parseNumber('12345678901234567890123') }, true],
    ['contains(parts, :p)', { ':p': new Uint8Array([2]) }, true],
    ['contains(bytes, :p)', { ':p': new Uint8Array([2, 3]) }, true],
    ['contains(steps, :p)', { ':p': 'grind' }, true],
    ['contains(customer, :p)', { ':p': 'id' }, false],
    ['size(drink) = :n', { ':n': 10 }, true],
    ['size(tags) >= :n', { ':n': 2 }, true],
    ['size(customer) = :n', { ':n': 2 }, true],
    ['size(shots) = :n', { ':n': 1 }, false],
  ])('%s (%#)', (condition, values, expected) => {
    expect(holds(condition, item, values)).toBe(expected);
  });

  test('names that every object inherits are no attributes', () => {
    expect(holds('attribute_exists(#n)', item, undefined, { '#n': 'toString' })).toBe(false);
    expect(holds('attribute_exists(customer.#n)', item, undefined, { '#n': 'constructor' })).toBe(false);
  });
});

describe('precedence', () => {
  const bits: Item = { t: true, f: false };
  const test3 = (text: string): boolean => holds(text.replace(/\b([tf])\b/g, '$1 = :y'), bits, { ':y': true });

  test.each([
    ['t OR t AND f', true],
    ['(t OR t) AND f', false],
    ['NOT f AND f', false],
    ['NOT (f AND f)', true],
    ['NOT NOT t', true],
    ['f OR NOT t OR t', true],
  ])('%s is %s', (text, expected) => {
    expect(test3(text)).toBe(expected);
  });
});

describe('refusals, in DynamoDB’s words', () => {
  test.each<[string, Values | undefined, string]>([
    ['', undefined, 'Invalid ConditionExpression: The expression can not be empty;'],
    ['a = ', undefined, 'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "="'],
    ['a = :v :w', { ':v': 1, ':w': 1 }, 'Invalid ConditionExpression: Syntax error; token: ":w", near: ":v :w"'],
    ['a = "x"', undefined, 'Invalid ConditionExpression: Syntax error; token: """'],
    ['((a = :v))', { ':v': 1 }, 'Invalid ConditionExpression: The expression has redundant parentheses;'],
    [
      'status = :v',
      { ':v': 1 },
      'Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: status',
    ],
    [
      '#s = :v',
      { ':v': 1 },
      'An expression attribute name used in the document path is not defined; attribute name: #s',
    ],
    [
      'a = :v',
      undefined,
      'Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v',
    ],
    ['a = :v', { ':w': 1 }, 'is not defined; attribute value: :v'],
    ['a = :v', { ':v': 1, ':w': 1 }, 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}'],
    ['nope(a)', undefined, 'Invalid function name; function: nope'],
    ['size(a)', undefined, 'The function is not allowed to be used this way in an expression; function: size'],
    [
      'contains(a, :v) = :v',
      { ':v': 'x' },
      'The function is not allowed to be used this way in an expression; function: contains',
    ],
    ['contains(a)', undefined, 'operator or function: contains, number of operands: 1'],
    [
      'attribute_exists(:v)',
      { ':v': 1 },
      'Operator or function requires a document path; operator or function: attribute_exists',
    ],
    [
      'begins_with(a, :v)',
      { ':v': 1 },
      'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    ],
    ['attribute_type(a, :v)', { ':v': 'X' }, 'Invalid attribute type name found; type: X'],
    [
      'a = a',
      undefined,
      'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
    ],
    ['a < :v', { ':v': true }, 'Incorrect operand type for operator or function; operator: <, operand type: BOOL'],
    [
      'a BETWEEN :v AND :w',
      { ':v': 2, ':w': 1 },
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}',
    ],
    [
      'a BETWEEN :v AND :w',
      { ':v': 2, ':w': 'x' },
      'The BETWEEN operator requires same data type for lower and upper bounds',
    ],
    [
      'a = :v',
      { ':v': NaN },
      'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: NaN for key :v',
    ],
    [`${'('.repeat(2000)}a`, undefined, 'too many operators'],
    ['a'.repeat(5000), undefined, 'Expression size has exceeded the maximum allowed size; expression size: 5000'],
  ])('%s', (condition, values, message) => {
    expect(() => holds(condition, item, values)).toThrow(InvalidRequest);
    expect(() => holds(condition, item, values)).toThrow(message);
  });

  test('names that are not used, or without an expression', () => {
    expect(() => holds('a = b', item, undefined, { '#x': 'x' })).toThrow(
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}',
    );
    expect(() => compile({ names: { '#x': 'x' } })).toThrow(
      'ExpressionAttributeNames can only be specified when using expressions',
    );
    expect(() => holds('a = b', item, undefined, {})).toThrow('ExpressionAttributeNames must not be empty');
    expect(() => holds('#x = b', item, undefined, { x: 'x', '#x': 'y' })).toThrow(
      'contains invalid key: Syntax error; key: "x"',
    );
  });

  test('the same text with other names is another expression', () => {
    expect(holds('#x = :v', { a: 1, b: 2 }, { ':v': 1 }, { '#x': 'a' })).toBe(true);
    expect(holds('#x = :v', { a: 1, b: 2 }, { ':v': 1 }, { '#x': 'b' })).toBe(false);
  });
});

describe('laws', () => {
  test('<> is the opposite of =, and = is equality', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const equal = holds('a = :b', { a }, { ':b': b });
        expect(equal).toBe(equalValues(a, b));
        expect(holds('a <> :b', { a }, { ':b': b })).toBe(!equal);
        expect(holds('a = :a', { a }, { ':a': a })).toBe(true);
      }),
    );
  });

  test('random text is a condition, an update, a projection, or an InvalidRequest', () => {
    const words = fc.constantFrom(
      'a',
      'b.c',
      'a[0]',
      '#n',
      ':v',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      'IN',
      'BETWEEN',
      '=',
      '<>',
      '<',
      '>=',
      ',',
      '.',
      '[',
      ']',
      '3',
      'size',
      'contains',
      'attribute_exists',
      'begins_with',
      'SET',
      'REMOVE',
      'ADD',
      'DELETE',
      '+',
      '-',
      'if_not_exists',
      'list_append',
      'name',
      '!',
      '"',
    );
    const texts = fc.oneof(
      fc.array(words, { maxLength: 14 }).map((parts) => parts.join(' ')),
      fc.string(),
    );
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom('condition', 'update', 'projection', 'keyCondition', 'filter'),
        (text, kind) => {
          try {
            const compiled = compile({ [kind]: text, names: { '#n': 'n' } });
            const bound = bind(compiled, compiled.valueNames.length > 0 ? { ':v': 'x' } : undefined, []);
            compiled.condition?.(item, bound);
            compiled.filter?.test(item, bound);
            compiled.update?.apply(item, bound);
            compiled.project?.(item);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidRequest);
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
