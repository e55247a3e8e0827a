import type { Json } from '@espresso/kernel';
import { DEPTH_MAX } from '../limits.ts';
import { type MutableObject, put } from '../json.ts';

/** What the library gave that is no JSON: a function, a regular expression, a number without end. */
export const UNSUPPORTED: unique symbol = Symbol('unsupported');

/**
 * The library's result as plain JSON: its sequences carry flags, its objects have no prototype, and -0 would not survive
 * JSON. `undefined` stays nothing; fields that are nothing are left out.
 */
export const normal = (value: unknown, depth = 0): Json | undefined | typeof UNSUPPORTED => {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : UNSUPPORTED;
  if (typeof value !== 'object' || value instanceof RegExp || depth > DEPTH_MAX) return UNSUPPORTED;
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) {
      const plain = normal(item, depth + 1);
      if (plain === UNSUPPORTED) return plain;
      if (plain !== undefined) items.push(plain);
    }
    return items;
  }
  const result: MutableObject = {};
  for (const [key, field] of Object.entries(value)) {
    const plain = normal(field, depth + 1);
    if (plain === UNSUPPORTED) return plain;
    if (plain !== undefined) put(result, key, plain);
  }
  return result;
};
