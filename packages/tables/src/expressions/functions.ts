import { compareBytes, equalValues, hasMember, isList, isMap, isNumber, isSet, type SetMember } from '../values.ts';
import type { AttributeValue } from '../types.ts';

/** `size`: of a string in UTF-16 units, of binary in bytes, of the others in members; numbers, booleans and null have none. */
export const sizeOf = (value: AttributeValue): number | undefined => {
  if (typeof value === 'string' || value instanceof Uint8Array || isList(value)) return value.length;
  if (typeof value !== 'object' || value === null) return undefined;
  if (isSet(value)) return value.size;
  return isMap(value) ? Object.keys(value).length : undefined;
};

/** `begins_with`, of strings and binary. */
export const beginsWith = (value: AttributeValue, prefix: AttributeValue): boolean => {
  if (typeof value === 'string') return typeof prefix === 'string' && value.startsWith(prefix);
  return (
    value instanceof Uint8Array &&
    prefix instanceof Uint8Array &&
    prefix.length <= value.length &&
    compareBytes(value.subarray(0, prefix.length), prefix) === 0
  );
};

/** `contains`: a part of a string or of binary, a member of a set, an element of a list. */
export const contains = (value: AttributeValue, part: AttributeValue): boolean => {
  if (typeof value === 'string') return typeof part === 'string' && value.includes(part);
  if (isList(value)) return value.some((element) => equalValues(element, part));
  if (isSet(value)) return isMember(part) && hasMember(value, part);
  return value instanceof Uint8Array && part instanceof Uint8Array && indexOfBytes(value, part) >= 0;
};

const isMember = (value: AttributeValue): value is SetMember =>
  typeof value === 'string' || isNumber(value) || value instanceof Uint8Array;

const indexOfBytes = (bytes: Uint8Array, part: Uint8Array): number => {
  for (let at = 0; at + part.length <= bytes.length; at++) {
    if (compareBytes(bytes.subarray(at, at + part.length), part) === 0) return at;
  }
  return -1;
};
