import { isJsonObject, type Json, seededRandom } from '@espresso/kernel';
import { isArray } from '../json.ts';
import { hashOf, isHashAlgorithm } from '../jsonata/aws-functions.ts';
import { normal, UNSUPPORTED } from '../jsonata/normal.ts';
import type { World } from '../types.ts';
import { javaText } from './java-text.ts';

/** An argument, or the set of arguments, does not suit the function. */
export class IntrinsicRefusal extends Error {}

const refuse = (why: string): never => {
  throw new IntrinsicRefusal(why);
};

type Intrinsic = (args: readonly Json[], world: World) => Json;

const array = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : refuse('expected an array'));
const string = (value: Json | undefined): string => (typeof value === 'string' ? value : refuse('expected a string'));
const number = (value: Json | undefined): number => (typeof value === 'number' ? value : refuse('expected a number'));
/** Rounded half up, as recordings of MathAdd show: -0.5 is 0, -1.5 is -1. */
const integer = (value: Json | undefined): number => Math.floor(number(value) + 0.5) + 0;
const object = (value: Json | undefined): { readonly [key: string]: Json } =>
  isJsonObject(value) ? value : refuse('expected an object');

const sameJson = (left: Json, right: Json): boolean => left === right || canonical(left) === canonical(right);

const canonical = (value: Json): string =>
  JSON.stringify(value, (_key, inside: Json) =>
    isJsonObject(inside) ? Object.fromEntries(Object.entries(inside).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inside,
  );

const BASE64_CHARS_MAX = 10_000;
const HASH_CHARS_MAX = 10_000;
const RANGE_ITEMS_MAX = 1_000;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const limited = (text: string, charsMax: number): string =>
  text.length <= charsMax ? text : refuse(`more than ${String(charsMax)} characters`);

const format: Intrinsic = ([template, ...values]) => {
  let used = 0;
  const text = string(template).replaceAll(/\\([{}])|\{\}/g, (_whole, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const value = values[used++];
    return value === undefined ? refuse('fewer arguments than {}') : javaText(value);
  });
  return used === values.length ? text : refuse('more arguments than {}');
};

const stringToJson: Intrinsic = ([text]) => {
  const source = string(text);
  if (source.trim() === '') return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    return refuse('not valid JSON');
  }
  const value = normal(parsed);
  return value === undefined || value === UNSUPPORTED ? null : value;
};

const partition: Intrinsic = ([items, size]) => {
  const all = array(items);
  const count = integer(size);
  if (count < 1) return refuse('the chunk size must be a positive integer');
  return Array.from({ length: Math.ceil(all.length / count) }, (_, at) => all.slice(at * count, (at + 1) * count));
};

const range: Intrinsic = ([first, last, step]) => {
  const [from, to, by] = [integer(first), integer(last), integer(step)];
  if (by === 0) return refuse('the increment must not be zero');
  const count = Math.max(0, Math.floor((to - from) / by) + 1);
  return count <= RANGE_ITEMS_MAX ? Array.from({ length: count }, (_, at) => from + at * by) : refuse('too many items');
};

const getItem: Intrinsic = ([items, index]) => array(items)[integer(index)] ?? refuse('no item at that index');

const unique: Intrinsic = ([items]) =>
  array(items).filter((item, at, all) => all.findIndex((other) => sameJson(item, other)) === at);

const decode: Intrinsic = ([text]) => {
  const source = limited(string(text), BASE64_CHARS_MAX);
  return BASE64.test(source) ? Buffer.from(source, 'base64').toString('utf8') : refuse('not Base64');
};

const hash: Intrinsic = ([data, algorithm]) => {
  if (!isHashAlgorithm(algorithm)) return refuse('the algorithm must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512');
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return hashOf(limited(text, HASH_CHARS_MAX), algorithm);
};

const merge: Intrinsic = ([left, right, deep]) =>
  deep === false
    ? { ...object(left), ...object(right) }
    : refuse('only a shallow merge is supported: the third argument must be false');

const random: Intrinsic = ([start, end, seed], world) => {
  const [from, to] = [integer(start), integer(end)];
  if (from >= to) return refuse('the first number must be less than the second');
  const chance = seed === undefined ? world.random.next() : seededRandom(integer(seed)).next();
  return from + Math.floor(chance * (to - from));
};

/** The second argument is a set of characters; empty parts vanish. */
const split: Intrinsic = ([text, separators]) => {
  const set = new Set(string(separators));
  const parts: string[] = [];
  let part = '';
  for (const char of string(text)) {
    if (!set.has(char)) part += char;
    else if (part !== '') {
      parts.push(part);
      part = '';
    }
  }
  if (part !== '') parts.push(part);
  return parts;
};

/** Each function with the fewest and most arguments it takes. */
const INTRINSICS = {
  'States.Format': { least: 1, most: Infinity, call: format },
  'States.StringToJson': { least: 1, most: 1, call: stringToJson },
  'States.JsonToString': { least: 1, most: 1, call: ([value = null]) => JSON.stringify(value) },
  'States.Array': { least: 0, most: Infinity, call: (args) => args },
  'States.ArrayPartition': { least: 2, most: 2, call: partition },
  'States.ArrayContains': {
    least: 2,
    most: 2,
    call: ([items, value = null]) => array(items).some((item) => sameJson(item, value)),
  },
  'States.ArrayRange': { least: 3, most: 3, call: range },
  'States.ArrayGetItem': { least: 2, most: 2, call: getItem },
  'States.ArrayLength': { least: 1, most: 1, call: ([items]) => array(items).length },
  'States.ArrayUnique': { least: 1, most: 1, call: unique },
  'States.Base64Encode': {
    least: 1,
    most: 1,
    call: ([text]) => Buffer.from(limited(string(text), BASE64_CHARS_MAX), 'utf8').toString('base64'),
  },
  'States.Base64Decode': { least: 1, most: 1, call: decode },
  'States.Hash': { least: 2, most: 2, call: hash },
  'States.JsonMerge': { least: 3, most: 3, call: merge },
  'States.MathRandom': { least: 2, most: 3, call: random },
  'States.MathAdd': { least: 2, most: 2, call: ([left, right]) => integer(left) + integer(right) },
  'States.StringSplit': { least: 2, most: 2, call: split },
  'States.UUID': { least: 0, most: 0, call: (_args, world) => world.uuid() },
} as const satisfies Record<string, { readonly least: number; readonly most: number; readonly call: Intrinsic }>;

export type IntrinsicName = keyof typeof INTRINSICS;

export const isIntrinsic = (name: string): name is IntrinsicName => Object.hasOwn(INTRINSICS, name);

/** Throws IntrinsicRefusal when the arguments do not suit. */
export const callIntrinsic = (name: IntrinsicName, args: readonly Json[], world: World): Json => {
  const { least, most, call }: { least: number; most: number; call: Intrinsic } = INTRINSICS[name];
  if (args.length < least || args.length > most) return refuse('wrong number of arguments');
  return call(args, world);
};
