import type { Json } from '@espresso/kernel';

/** What a JSONata expression gives: JSON, or nothing. */
export type Value = Json | undefined;

/**
 * Thrown by a compiled closure that met something only the library knows how to treat: an array on a path, an
 * operand of the wrong type. The expression is then evaluated again, by the library, from the start.
 */
export const BAIL: unique symbol = Symbol('bail');

export const bail = (): never => {
  // A symbol, because an Error would record a stack that nobody reads.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw BAIL;
};

/** JSONata's effective boolean value; nothing is false here, as in a condition. */
export const truth = (value: Value): boolean => {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.length > 0;
  if (typeof value === 'number') return value !== 0;
  if (Array.isArray(value)) return value.some(truth);
  return Object.keys(value).length > 0;
};

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(15)) : value;

/** `$string(value)`: numbers to 15 significant digits, objects and arrays as compact JSON. */
export const text = (value: Json): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
  if (typeof value !== 'object' || value === null) return String(value);
  return JSON.stringify(value, rounded);
};

/** `left = right` where both exist. */
export const same = (left: Json, right: Json): boolean => {
  if (left === right) return true;
  // Two structures: the library's comparison has corners of its own (arrays beside objects).
  if (typeof left === 'object' && typeof right === 'object' && left !== null && right !== null) return bail();
  return false;
};
