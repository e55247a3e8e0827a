import {
  Decimal,
  DIGITS_MAX,
  endWithoutZeros,
  MAGNITUDE_MAX,
  MAGNITUDE_MIN,
  type NumberValue,
  overflow,
  tooManyDigits,
  underflow,
} from './decimal.ts';
import { InvalidRequest } from './errors.ts';

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
  if (kept.length > DIGITS_MAX) throw tooManyDigits();
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
