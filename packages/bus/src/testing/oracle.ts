import { isJsonObject, type Json, type JsonArray, type JsonObject, type JsonScalar } from '@espresso/kernel';

/*
 * The language a second time, as plainly as it can be said and sharing nothing with the compiled one: every leaf is
 * listed, every combination is tried. Tests compare the two. It reads valid patterns only.
 */

interface Leaf {
  readonly path: string;
  readonly value: JsonScalar;
  /** The index of the element taken in each array on the way. */
  readonly taken: ReadonlyMap<JsonArray, number>;
}

type Fields = ReadonlyMap<string, JsonArray>;

export const oracleMatches = (pattern: JsonObject, event: JsonObject): boolean => {
  const leaves = leavesIn(event, '', new Map());
  return expanded(pattern, '', [new Map()]).some((fields) => {
    const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
    return choose(sorted, leaves, new Map());
  });
};

const expanded = (pattern: JsonObject, prefix: string, so: readonly Fields[]): readonly Fields[] => {
  for (const [key, value] of Object.entries(pattern)) {
    const before = so;
    if (key === '$or' && isArray(value))
      so = value.flatMap((branch) => (isJsonObject(branch) ? expanded(branch, prefix, before) : []));
    else if (isArray(value)) so = before.map((fields) => new Map(fields).set(prefix + key, value));
    else if (isJsonObject(value)) so = expanded(value, `${prefix}${key}.`, before);
  }
  return so;
};

const leavesIn = (value: Json, path: string, taken: Leaf['taken']): readonly Leaf[] => {
  if (isArray(value))
    return value.flatMap((item, index) =>
      leavesIn(item, path, typeof item === 'object' && item !== null ? new Map(taken).set(value, index) : taken),
    );
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([key, inner]) =>
      leavesIn(inner, path === '' ? key : `${path}.${key}`, taken),
    );
  return [{ path, value, taken }];
};

const choose = (
  [field, ...rest]: readonly (readonly [string, JsonArray])[],
  leaves: readonly Leaf[],
  taken: Leaf['taken'],
): boolean => {
  if (field === undefined) return true;
  const [path, wanted] = field;
  const here = leaves.filter(
    (leaf) => leaf.path === path && [...leaf.taken].every(([array, index]) => (taken.get(array) ?? index) === index),
  );
  if (here.length === 0)
    return wanted.some((entry) => operand(entry, 'exists') === false) && choose(rest, leaves, taken);
  return here.some(
    (leaf) =>
      wanted.some((entry) => wants(entry, leaf.value)) && choose(rest, leaves, new Map([...taken, ...leaf.taken])),
  );
};

const wants = (entry: Json, value: JsonScalar): boolean => {
  if (!isJsonObject(entry)) return entry === value;
  const [[operator, wanted] = ['', null]] = Object.entries(entry);
  switch (operator) {
    case 'exists':
      return wanted === true;
    case 'numeric':
      return typeof value === 'number' && isArray(wanted) && bounded(wanted, value);
    case 'anything-but':
      if (isJsonObject(wanted)) {
        const [[inner, excluded] = ['', null]] = Object.entries(wanted);
        return !listed(excluded).some((one) => wants({ [inner]: one }, value));
      }
      return !listed(wanted).includes(value);
    default:
      return typeof value === 'string' && textWants(operator, wanted ?? null, value);
  }
};

const textWants = (operator: string, wanted: Json, value: string): boolean => {
  const folded = operand(wanted, 'equals-ignore-case');
  if (typeof folded === 'string') return textWants(operator, folded.toLowerCase(), value.toLowerCase());
  if (typeof wanted !== 'string') return false;
  if (operator === 'prefix') return value.startsWith(wanted);
  if (operator === 'suffix') return value.endsWith(wanted);
  if (operator === 'equals-ignore-case') return value.toLowerCase() === wanted.toLowerCase();
  if (operator === 'wildcard')
    return new RegExp(`^${wanted.replace(/[.+?^${}()|[\]]/g, '\\$&').replaceAll('*', '[^]*')}$`).test(value);
  if (operator === 'cidr') return inNetwork(wanted, value);
  return false;
};

const bounded = (wanted: JsonArray, value: number): boolean => {
  for (let at = 0; at < wanted.length; at += 2) {
    const bound = Number(wanted[at + 1]);
    const holds = {
      '=': value === bound,
      '<': value < bound,
      '<=': value <= bound,
      '>': value > bound,
      '>=': value >= bound,
    };
    if (Object.entries(holds).some(([operator, held]) => operator === wanted[at] && !held)) return false;
  }
  return true;
};

const inNetwork = (network: string, value: string): boolean => {
  const [address = '', bits = ''] = network.split('/');
  if (!/^(\d+\.){3}\d+$/.test(value)) return false;
  return binary(address).slice(0, Number(bits)) === binary(value).slice(0, Number(bits));
};
const binary = (address: string): string =>
  address
    .split('.')
    .map((byte) => Number(byte).toString(2).padStart(8, '0'))
    .join('');

const operand = (entry: Json, operator: string): Json | undefined =>
  isJsonObject(entry) ? entry[operator] : undefined;
const listed = (value: Json | undefined): JsonArray => (value === undefined ? [] : isArray(value) ? value : [value]);
const isArray = (value: Json | undefined): value is JsonArray => Array.isArray(value);
