import { utf8Length } from './bytes.ts';
import { Decimal, partsOf, type NumberValue } from './decimal.ts';
import { checkNumber } from './parse-number.ts';
import { INVALID_VALUES, InvalidRequest } from './errors.ts';
import type { AttributeMap, AttributeValue, Item } from './types.ts';
import { isList, isSet, memberKey, typeOf, type AttributeSet, type TypeName } from './values.ts';

/** The most bytes an item may have: 400 KB. */
export const ITEM_BYTES_MAX = 400 * 1024;
/** How deep lists and maps may be nested. */
export const NESTING_MAX = 32;

/**
 * The size of a value in bytes as DynamoDB counts it (developer guide, "Item sizes and formats"), and the proof that it
 * is one: everything that is no attribute value is refused.
 */
export const checkedSize = (value: AttributeValue | undefined, depth = 0): number => {
  if (typeof value === 'string') return utf8Length(value);
  if (typeof value === 'number') return sizeOfNumber(checkNumber(value));
  if (typeof value === 'boolean' || value === null) return 1;
  if (typeof value === 'object') return sizeOfObject(value, depth);
  throw new InvalidRequest('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
};

const sizeOfObject = (value: Exclude<AttributeValue, string | number | boolean | null>, depth: number): number => {
  if (value instanceof Decimal) return sizeOfNumber(value);
  if (value instanceof Uint8Array) return value.length;
  if (isSet(value)) return sizeOfSet(value);
  if (depth >= NESTING_MAX) throw new InvalidRequest('Nesting Levels have exceeded supported limits');
  if (isList(value)) {
    let size = 3;
    for (const element of value) size += 1 + checkedSize(element, depth + 1);
    return size;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new InvalidRequest('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  return 3 + sizeOfMap(value, 1, depth + 1);
};

const sizeOfMap = (map: AttributeMap, perEntry: number, depth: number): number => {
  let size = 0;
  for (const name in map) size += perEntry + utf8Length(name) + checkedSize(map[name], depth);
  return size;
};

/** One byte per two significant digits, one more, and one for a minus. */
const sizeOfNumber = (value: NumberValue): number => {
  if (typeof value === 'number' && value >= 0 && value < 100 && Number.isInteger(value)) return value === 0 ? 1 : 2;
  const { negative, digits } = partsOf(value);
  return ((digits.length + 1) >> 1) + (negative ? 2 : 1);
};

const sizeOfSet = (set: AttributeSet): number => {
  let size = 0;
  let kind: TypeName | undefined;
  let objects = false;
  for (const member of set) {
    const own = typeOf(member);
    kind ??= own;
    if (own !== kind || !MEMBER_TYPES.has(own)) {
      throw new InvalidRequest(`${INVALID_VALUES}A set may hold members of one type only`);
    }
    objects ||= typeof member === 'object';
    size += checkedSize(member);
  }
  if (kind === undefined) throw new InvalidRequest(`${INVALID_VALUES}An string set  may not be empty`);
  if (objects) refuseRepetitions(set);
  return size;
};

const MEMBER_TYPES: ReadonlySet<TypeName> = new Set(['S', 'N', 'B'] as const);

/** A `Set` tells objects apart by identity, so the same bytes can be in it twice. */
const refuseRepetitions = (set: AttributeSet): void => {
  const distinct = new Set<string | number>();
  for (const member of set) distinct.add(memberKey(member));
  if (distinct.size !== set.size) throw new InvalidRequest(`${INVALID_VALUES}Input collection contains duplicates.`);
};

/** An item's size in bytes as DynamoDB counts it: names and values. Refuses what is no item. */
export const itemSize = (item: Item): number => sizeOfMap(item, 0, 0);
