import type { Json } from '@espresso/kernel';

/** A JSON object under construction. */
export type MutableObject = Record<string, Json>;

/** Sets a field, also one that is called `__proto__`, which plain assignment would take for something else. */
export const put = (target: MutableObject, key: string, value: Json): void => {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
};

export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** `string`, `number`, `boolean`, `null`, `array` or `object`. */
export const typeName = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** A list of unknown items. */
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** A record of unknown fields: the first thing to know about a value that comes from elsewhere. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
