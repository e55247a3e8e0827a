import { hexOf, unitOrder } from './bytes.ts';
import { compareNumbers } from './arithmetic.ts';
import { Decimal, type NumberValue } from './decimal.ts';
import type { AttributeList, AttributeMap, AttributeValue } from './types.ts';

/** DynamoDB's short names of the types of values. */
export type TypeName = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

export type AttributeSet = ReadonlySet<string> | ReadonlySet<NumberValue> | ReadonlySet<Uint8Array>;
export type SetMember = string | NumberValue | Uint8Array;

export const isNumber = (value: AttributeValue): value is NumberValue =>
  typeof value === 'number' || value instanceof Decimal;
export const isList = (value: AttributeValue): value is AttributeList => Array.isArray(value);
export const isSet = (value: AttributeValue): value is AttributeSet => value instanceof Set;
export const isMap = (value: AttributeValue): value is AttributeMap =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Set) &&
  !(value instanceof Uint8Array) &&
  !(value instanceof Decimal);

/** The type DynamoDB has for the value. A set's first member decides for all. */
export const typeOf = (value: AttributeValue): TypeName => {
  if (typeof value === 'string') return 'S';
  if (typeof value === 'number') return 'N';
  if (typeof value === 'boolean') return 'BOOL';
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'L';
  if (isSet(value)) return typeOfSet(value);
  if (value instanceof Uint8Array) return 'B';
  return value instanceof Decimal ? 'N' : 'M';
};

const typeOfSet = (set: AttributeSet): TypeName => {
  for (const member of set) {
    return typeof member === 'string' ? 'SS' : member instanceof Uint8Array ? 'BS' : 'NS';
  }
  return 'SS';
};

/** The attribute of that name, never what an object inherits (`constructor`, `toString`, …). */
export const attributeOf = (map: AttributeMap, name: string): AttributeValue | undefined =>
  name in Object.prototype && !Object.hasOwn(map, name) ? undefined : map[name];

/** Sets an attribute of a map under construction, whatever its name is. */
export const setAttribute = (map: Record<string, AttributeValue>, name: string, value: AttributeValue): void => {
  // A plain assignment to this one name would change the prototype instead.
  if (name === '__proto__')
    Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
  else map[name] = value;
};

export const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** The order of the texts' UTF-8 bytes, which is the order of their code points. */
export const compareTexts = (a: string, b: string): number => {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return unitOrder(left) - unitOrder(right);
  }
  return a.length - b.length;
};

/** The order of two values of one orderable type (S, N or B), or nothing. */
export const compareValues = (a: AttributeValue, b: AttributeValue): number | undefined => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string') return typeof b === 'string' ? compareTexts(a, b) : undefined;
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) : undefined;
  if (a instanceof Uint8Array) return b instanceof Uint8Array ? compareBytes(a, b) : undefined;
  return undefined;
};

/** Whether two values are of the same type and say the same. Sets have no order. */
export const equalValues = (a: AttributeValue, b: AttributeValue): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a)) return isList(b) && equalLists(a, b);
  if (isSet(a)) return isSet(b) && equalSets(a, b);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && compareBytes(a, b) === 0;
  if (a instanceof Decimal) {
    return b instanceof Decimal && a.exponent === b.exponent && a.coefficient === b.coefficient;
  }
  return isMap(b) && isMap(a) && equalMaps(a, b);
};

const equalLists = (a: AttributeList, b: AttributeList): boolean => {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) {
    const left = a[at];
    const right = b[at];
    if (left === undefined || right === undefined || !equalValues(left, right)) return false;
  }
  return true;
};

const equalMaps = (a: AttributeMap, b: AttributeMap): boolean => {
  let names = 0;
  for (const name in a) {
    names++;
    const left = a[name];
    const right = attributeOf(b, name);
    if (left === undefined || right === undefined || !equalValues(left, right)) return false;
  }
  return names === Object.keys(b).length;
};

/** What tells a member from the others of its set. */
export const memberKey = (member: SetMember): string | number => {
  if (typeof member !== 'object') return member;
  return member instanceof Decimal ? member.toString() : hexOf(member);
};

/** Whether the set has the member. */
export const hasMember = (set: AttributeSet, member: SetMember): boolean => {
  if (typeof member !== 'object') {
    const members: ReadonlySet<unknown> = set;
    return members.has(member);
  }
  for (const other of set) if (equalValues(other, member)) return true;
  return false;
};

const equalSets = (a: AttributeSet, b: AttributeSet): boolean => {
  if (a.size !== b.size || typeOfSet(a) !== typeOfSet(b)) return false;
  for (const member of a) if (!hasMember(b, member)) return false;
  return true;
};

/** A set of these members, all of one kind, without repetitions; nothing of none. */
export const setOf = (members: readonly SetMember[]): AttributeSet | undefined => {
  const first = members[0];
  if (first === undefined) return undefined;
  if (typeof first === 'string') return new Set(members.filter((member) => typeof member === 'string'));
  const distinct = [...new Map(members.map((member) => [memberKey(member), member])).values()];
  if (first instanceof Uint8Array) return new Set(distinct.filter((member) => member instanceof Uint8Array));
  return new Set(distinct.filter((member) => typeof member === 'number' || member instanceof Decimal));
};
