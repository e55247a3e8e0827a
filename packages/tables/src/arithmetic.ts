import { Decimal, type NumberValue, partsOf } from './decimal.ts';

/** Below zero, zero or above, as `a` is less than, equal to or greater than `b`. */
export const compareNumbers = (a: NumberValue, b: NumberValue): number => {
  // Shortest texts of doubles are in the same order as the doubles.
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
};

/** The exact sum in decimal; refuses one of more than 38 digits or out of range. */
export const addNumbers = (a: NumberValue, b: NumberValue): NumberValue => {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const [left, right, exponent] = aligned(a, b);
  return Decimal.from(left + right, exponent);
};

/** The exact difference in decimal; refuses one of more than 38 digits or out of range. */
export const subtractNumbers = (a: NumberValue, b: NumberValue): NumberValue => {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  const [left, right, exponent] = aligned(a, b);
  return Decimal.from(left - right, exponent);
};

const scaled = (value: NumberValue): readonly [coefficient: bigint, exponent: number] => {
  if (typeof value !== 'number') return [value.coefficient, value.exponent];
  const { negative, digits, magnitude } = partsOf(value);
  if (digits === '') return [0n, 0];
  return [BigInt(negative ? `-${digits}` : digits), magnitude - digits.length + 1];
};

const aligned = (a: NumberValue, b: NumberValue): readonly [left: bigint, right: bigint, exponent: number] => {
  const [left, leftExponent] = scaled(a);
  const [right, rightExponent] = scaled(b);
  const exponent = Math.min(leftExponent, rightExponent);
  return [left * 10n ** BigInt(leftExponent - exponent), right * 10n ** BigInt(rightExponent - exponent), exponent];
};
