import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbers } from './testing/arbitraries.ts';
import { addNumbers, compareNumbers, subtractNumbers } from './arithmetic.ts';
import { Decimal, numberText } from './decimal.ts';
import { parseNumber } from './parse-number.ts';

describe('numbers have up to 38 digits', () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['007', 7],
    ['+1.50', 1.5],
    ['1e3', 1000],
    ['.5', 0.5],
    ['5.', 5],
    ['9007199254740994', 9007199254740994],
  ])('%s is the double %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test('what a double would round is kept as a decimal', () => {
    const big = parseNumber('9007199254740993');
    expect(big).toBeInstanceOf(Decimal);
    expect(numberText(big)).toBe('9007199254740993');
    expect(numberText(parseNumber('12345678901234567890123456789012345678'))).toBe(
      '12345678901234567890123456789012345678',
    );
  });

  test.each([
    ['', 'The parameter cannot be converted to a numeric value'],
    ['latte', 'The parameter cannot be converted to a numeric value: latte'],
    ['1e', 'The parameter cannot be converted to a numeric value: 1e'],
    ['.', 'The parameter cannot be converted to a numeric value: .'],
    ['123456789012345678901234567890123456789', 'Attempting to store more than 38 significant digits in a Number'],
    ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1e999999999', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1e-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
  ])('%j is refused', (text, message) => {
    expect(() => parseNumber(text)).toThrow(message);
  });

  test('arithmetic is decimal: a tenth and two tenths are three tenths', () => {
    expect(addNumbers(0.1, 0.2)).toBe(0.3);
    expect(subtractNumbers(0.3, 0.1)).toBe(0.2);
    expect(numberText(addNumbers(Number.MAX_SAFE_INTEGER, 2))).toBe('9007199254740993');
  });

  test('a sum that needs more than 38 digits is refused', () => {
    expect(() => addNumbers(1e38, 0.1)).toThrow('more than 38 significant digits');
  });

  test('the text of a number brings it back', () => {
    fc.assert(fc.property(numbers, (n) => compareNumbers(parseNumber(numberText(n)), n) === 0));
  });

  test('what is added and taken away again leaves no trace, where the sum fits', () => {
    const few = fc.integer({ min: -1e15, max: 1e15 }).map((n) => n / 1000);
    fc.assert(fc.property(few, few, (a, b) => compareNumbers(subtractNumbers(addNumbers(a, b), b), a) === 0));
  });
});
