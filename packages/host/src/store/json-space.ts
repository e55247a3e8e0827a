import type { Space } from '@espresso/tables';

/** A space of plain JSON values that only this program writes. */
export const jsonSpace = <Value>(name: string): Space<Value> => ({
  name,
  encode: (value) => JSON.stringify(value),
  decode: (text) => {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- decoded here is what was encoded above, a Value
    const value: Value = JSON.parse(text);
    return value;
  },
});

/** Joins the parts of a key so that no two lists of parts give the same key, and parts sort before their longer kin. */
export const keyOf = (...parts: readonly string[]): string => parts.join(SEPARATOR);

const SEPARATOR = '\u0001';

/** The range of all keys that begin with these parts. */
export const startingWith = (...parts: readonly string[]): { readonly from: string; readonly to: string } => ({
  from: keyOf(...parts) + SEPARATOR,
  to: `${keyOf(...parts)}\u0002`,
});

/** A number as text that sorts as the number does; for whole numbers from 0 to 2^53. */
export const sortable = (value: number): string => String(value).padStart(16, '0');
