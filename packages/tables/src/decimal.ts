import { InvalidRequest } from './errors.ts';

/** A number with up to 38 significant digits: a double where its shortest decimal text is the number itself, a `Decimal` where not. */
export type NumberValue = number | Decimal;

/** The most significant digits a number may have. */
export const DIGITS_MAX = 38;
/** The greatest power of ten of a leading digit: 9.99…E+125. */
export const MAGNITUDE_MAX = 125;
/** The least: 1E-130. */
export const MAGNITUDE_MIN = -130;
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
    if (length > DIGITS_MAX) throw tooManyDigits();

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
/** Where the digits end when trailing zeros are left out. */
export const endWithoutZeros = (digits: string): number => {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === ZERO) end--;
  return end;
};

export const overflow = (): InvalidRequest =>
  new InvalidRequest('Number overflow. Attempting to store a number with magnitude larger than supported range');
export const underflow = (): InvalidRequest =>
  new InvalidRequest('Number underflow. Attempting to store a number with magnitude smaller than supported range');
export const tooManyDigits = (): InvalidRequest =>
  new InvalidRequest('Attempting to store more than 38 significant digits in a Number');

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

/** The number in plain digits, as DynamoDB gives it. */
export const numberText = (value: NumberValue): string => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return (value + 0).toString();
  const { negative, digits, magnitude } = partsOf(value);
  const sign = negative ? '-' : '';
  if (magnitude < 0) return `${sign}0.${'0'.repeat(-magnitude - 1)}${digits}`;
  if (digits.length <= magnitude + 1) return sign + digits + '0'.repeat(magnitude + 1 - digits.length);
  return `${sign}${digits.slice(0, magnitude + 1)}.${digits.slice(magnitude + 1)}`;
};
