import { isJsonObject } from '@espresso/kernel';
import { isArray, type MutableObject, put, typeName } from '../json.ts';
import { bail, text, truth, type Value } from './values.ts';

/** A function of the JSONata library, repeated: what it cannot repeat to the letter, bails. */
type Call = (...args: readonly Value[]) => Value;

const onString =
  (use: (value: string) => Value): Call =>
  (value) =>
    value === undefined ? undefined : typeof value === 'string' ? use(value) : bail();

const onNumber =
  (use: (value: number) => number | string): Call =>
  (value) => {
    if (value === undefined) return undefined;
    const result = typeof value === 'number' ? use(value) : bail();
    // No minus zero, as in the library.
    return typeof result === 'number' ? result + 0 : result;
  };

const onNumbers =
  (use: (values: readonly number[]) => Value): Call =>
  (value) => {
    if (value === undefined) return undefined;
    const numbers: number[] = [];
    for (const item of isArray(value) ? value : [value]) numbers.push(typeof item === 'number' ? item : bail());
    const result = use(numbers);
    return typeof result === 'number' && !Number.isFinite(result) ? bail() : result;
  };

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;

const toNumber = (value: Value): Value => {
  if (value === undefined || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || !DECIMAL.test(value)) return bail();
  const result = Number.parseFloat(value);
  return Number.isFinite(result) ? result : bail();
};

const merge = (value: Value): Value => {
  if (value === undefined) return undefined;
  const result: MutableObject = {};
  for (const part of isArray(value) ? value : [value]) {
    if (!isJsonObject(part)) return bail();
    for (const key of Object.keys(part)) put(result, key, part[key] ?? null);
  }
  return result;
};

const append = (left: Value, right: Value): Value => {
  if (left === undefined) return right;
  if (right === undefined) return left;
  return [...(isArray(left) ? left : [left]), ...(isArray(right) ? right : [right])];
};

const lookup = (value: Value, key: Value): Value => {
  if (typeof key !== 'string' || isArray(value)) return bail();
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

const join = (values: Value, separator: Value): Value => {
  if (typeof separator !== 'string') return bail();
  if (values === undefined) return undefined;
  const strings: string[] = [];
  for (const item of isArray(values) ? values : [values]) strings.push(typeof item === 'string' ? item : bail());
  return strings.join(separator);
};

const textual =
  (use: (value: string, other: string) => Value): Call =>
  (value, other) =>
    typeof value === 'string' && typeof other === 'string' && other !== '' ? use(value, other) : bail();

/** An instant as `$now()` and the context object write it; the library reads many more. */
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;
const YEAR_9999_MS = 253_402_300_799_999;

const cut = (value: string, at: number, part: (at: number) => string): string => (at < 0 ? value : part(at));

/** Functions by name and number of arguments. Only calls whose meaning needs no context value are here. */
export const CALLS: Readonly<Record<string, Call>> = {
  'exists/1': (value) => value !== undefined,
  'count/1': (value) => (value === undefined ? 0 : isArray(value) ? value.length : 1),
  'string/1': (value) => (value === undefined ? undefined : text(value)),
  'number/1': toNumber,
  'boolean/1': (value) => (value === undefined ? undefined : truth(value)),
  'not/1': (value) => (value === undefined ? undefined : !truth(value)),
  'type/1': (value) => (value === undefined ? undefined : typeName(value)),
  'length/1': onString((value) => Array.from(value).length),
  'uppercase/1': onString((value) => value.toUpperCase()),
  'lowercase/1': onString((value) => value.toLowerCase()),
  'floor/1': onNumber(Math.floor),
  'ceil/1': onNumber(Math.ceil),
  'abs/1': onNumber(Math.abs),
  'sum/1': onNumbers(total),
  'max/1': onNumbers((values) => (values.length === 0 ? undefined : Math.max(...values))),
  'min/1': onNumbers((values) => (values.length === 0 ? undefined : Math.min(...values))),
  'average/1': onNumbers((values) => (values.length === 0 ? undefined : total(values) / values.length)),
  'merge/1': merge,
  'append/2': append,
  'lookup/2': lookup,
  'join/1': (values) => join(values, ''),
  'join/2': join,
  'contains/2': textual((value, token) => value.includes(token)),
  'substringBefore/2': textual((value, token) => cut(value, value.indexOf(token), (at) => value.slice(0, at))),
  'substringAfter/2': textual((value, token) =>
    cut(value, value.indexOf(token), (at) => value.slice(at + token.length)),
  ),
  'split/2': textual((value, separator) => value.split(separator)),
  'toMillis/1': onString((value) => (INSTANT.test(value) ? Date.parse(value) : bail())),
  'fromMillis/1': onNumber((value) =>
    Number.isInteger(value) && value >= 0 && value <= YEAR_9999_MS ? new Date(value).toISOString() : bail(),
  ),
};
