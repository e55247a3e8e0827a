import { InvalidRequest } from './errors.ts';
import type { NumberValue } from './types.ts';

const DIGITS_MAX = 38;
/** The greatest power of ten of a leading digit: 9.99…E+125. */
const MAGNITUDE_MAX = 125;
/** The least: 1E-130. */
const MAGNITUDE_MIN = -130;
/** Every decimal of so many significant digits comes back from a double unchanged. */
const DIGITS_SAFE = 15;
/** No double's shortest text has more. */
const DIGITS_OF_DOUBLE = 17;

/**
 * A number of up to 38 significant digits that no double's shortest text says. Always in normal form, so a `Decimal`
 * never equals a `number`. Comes from `parseNumber` and from arithmetic.
 */
export class Decimal {
  /** All significant digits as an integer with its sign; no trailing zeros. */
  readonly coefficient: bigint;
  /** The power of ten the coefficient is multiplied with. */
  readonly exponent: number;

  private constructor(coefficient: bigint, exponent: number) {
    this.coefficient = coefficient;
    this.exponent = exponent;
  }

  /** The number `coefficient` × 10^`exponent`, as a double where that is exact. Refuses what DynamoDB cannot hold. */
  static from(coefficient: bigint, exponent: number): NumberValue {
    if (coefficient === 0n) return 0;
    const negative = coefficient < 0n;
    const all = (negative ? -coefficient : coefficient).toString();
    const length = endWithoutZeros(all);
    const digits = all.slice(0, length);
    const magnitude = exponent + all.length - 1;
    if (magnitude > MAGNITUDE_MAX) throw overflow();
    if (magnitude < MAGNITUDE_MIN) throw underflow();
    if (length > DIGITS_MAX)
      throw new InvalidRequest('Attempting to store more than 38 significant digits in a Number');

    const power = exponent + all.length - length;
    if (length <= DIGITS_OF_DOUBLE) {
      const double = Number(`${negative ? '-' : ''}${digits}e${String(power)}`);
      if (length <= DIGITS_SAFE || partsOf(double).digits === digits) return double;
    }
    return new Decimal(BigInt(negative ? `-${digits}` : digits), power);
  }

  /** The number in plain digits, without an exponent. */
  toString(): string {
    return numberText(this);
  }

  /** The nearest double. */
  toNumber(): number {
    return Number(numberText(this));
  }
}

const ZERO = 48;
const endWithoutZeros = (digits: string): number => {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === ZERO) end--;
  return end;
};

const overflow = (): InvalidRequest =>
  new InvalidRequest('Number overflow. Attempting to store a number with magnitude larger than supported range');
const underflow = (): InvalidRequest =>
  new InvalidRequest('Number underflow. Attempting to store a number with magnitude smaller than supported range');

/** A number taken apart: ± d.ddd × 10^magnitude, without trailing zeros. Zero has no digits. */
export interface NumberParts {
  readonly negative: boolean;
  readonly digits: string;
  readonly magnitude: number;
}

export const partsOf = (value: NumberValue): NumberParts => {
  if (value === 0) return { negative: false, digits: '', magnitude: 0 };
  if (typeof value === 'number') {
    const text = Math.abs(value).toExponential();
    const e = text.indexOf('e');
    const digits = text.charAt(0) + text.slice(2, e);
    return { negative: value < 0, digits, magnitude: Number(text.slice(e + 1)) };
  }
  const negative = value.coefficient < 0n;
  const digits = (negative ? -value.coefficient : value.coefficient).toString();
  return { negative, digits, magnitude: value.exponent + digits.length - 1 };
};

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const SHORT_INTEGER = /^-?\d{1,15}$/;

/** Reads DynamoDB's text of a number. Refuses other text and what 38 digits and the range 1E-130 … 9.99E+125 cannot hold. */
export const parseNumber = (text: string): NumberValue => {
  if (SHORT_INTEGER.test(text)) return Number(text) + 0;
  if (text === '') throw new InvalidRequest('The parameter cannot be converted to a numeric value');
  const found = NUMBER.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = found ?? [];
  if (found === null || whole.length + fraction.length === 0) {
    throw new InvalidRequest(`The parameter cannot be converted to a numeric value: ${text}`);
  }
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.slice(0, endWithoutZeros(digits));
  if (kept === '') return 0;
  if (kept.length > DIGITS_MAX)
    throw new InvalidRequest('Attempting to store more than 38 significant digits in a Number');
  const exponent = Number(power) - fraction.length + digits.length - kept.length;
  // Far out of range there is no need for exact arithmetic, and none would end.
  if (exponent > MAGNITUDE_MAX) throw overflow();
  if (exponent < MAGNITUDE_MIN - DIGITS_MAX) throw underflow();
  return Decimal.from(BigInt(sign === '-' ? `-${kept}` : kept), exponent);
};

/** Refuses a double that DynamoDB has no number for; gives it back otherwise (minus zero as zero). */
export const checkNumber = (value: number): number => {
  if (Number.isSafeInteger(value)) return value + 0;
  if (!Number.isFinite(value)) {
    throw new InvalidRequest(`The parameter cannot be converted to a numeric value: ${String(value)}`);
  }
  const size = Math.abs(value);
  if (size >= 1e126) throw overflow();
  if (size < 1e-130) throw underflow();
  return value;
};

/** The number in plain digits, as DynamoDB gives it. */
export const numberText = (value: NumberValue): string => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return (value + 0).toString();
  const { negative, digits, magnitude } = partsOf(value);
  const sign = negative ? '-' : '';
  if (magnitude < 0) return `${sign}0.${'0'.repeat(-magnitude - 1)}${digits}`;
  if (digits.length <= magnitude + 1) return sign + digits + '0'.repeat(magnitude + 1 - digits.length);
  return `${sign}${digits.slice(0, magnitude + 1)}.${digits.slice(magnitude + 1)}`;
};

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
