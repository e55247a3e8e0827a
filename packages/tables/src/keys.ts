import { hexOf, unitOrder, utf8Length } from './bytes.ts';
import { partsOf, type NumberValue } from './decimal.ts';
import type { AttributeValue, KeyAttribute, KeyValue } from './types.ts';
import { isNumber } from './values.ts';

/** Ends a part of a key: below every character of a part, so that a shorter part comes before what it begins. */
export const PART_END = '\u0001';
/** Just above everything that goes on with a further part. */
export const AFTER_PARTS = '\u0002';

const ESCAPED = /[\u0000-\u0002\ud7ff-\uffff]/g;
const NEEDS_ESCAPE = /[\u0000-\u0002\ud7ff-\uffff]/;
const HIGH = 0xd7ff;
/** Keeps the second unit of an escape clear of the characters with a meaning. */
const OFFSET = 0x10;

/** K1. Every unit becomes one fixed text, in the order of UTF-8 bytes, of characters from U+0002 to U+D7FF only. */
const escapeUnit = (unit: string): string => {
  const code = unit.charCodeAt(0);
  if (code <= 2) return `\u0002${String.fromCharCode(code + 3)}`;
  return `\ud7ff${String.fromCharCode(unitOrder(code) - HIGH + OFFSET)}`;
};

const encodeText = (text: string): string => (NEEDS_ESCAPE.test(text) ? text.replace(ESCAPED, escapeUnit) : text);

const MAGNITUDE_OFFSET = 130;
const MAGNITUDE_SPAN = 256;

const encodeNumber = (value: NumberValue): string => {
  const { negative, digits, magnitude } = partsOf(value);
  if (digits === '') return '1';
  const power = magnitude + MAGNITUDE_OFFSET;
  if (!negative) return `2${power.toString().padStart(3, '0')}${digits}`;
  let complement = '';
  for (let at = 0; at < digits.length; at++) complement += (9 - (digits.charCodeAt(at) - 48)).toString();
  // The end sorts after any digit: of two negative numbers the one with more digits is the lower.
  return `0${(MAGNITUDE_SPAN - power).toString().padStart(3, '0')}${complement}~`;
};

/**
 * A key value as text in the order of the values: strings by their UTF-8 bytes, numbers by size, binary by unsigned
 * bytes. Different values of one type give different texts, and no text holds U+0001.
 */
export const encodeKey = (value: KeyValue): string => {
  if (typeof value === 'string') return encodeText(value);
  return value instanceof Uint8Array ? hexOf(value) : encodeNumber(value);
};

/** Parts of a key joined so that they stay apart and in order. */
export const joinKeys = (...parts: readonly string[]): string => parts.join(PART_END);

/** The lowest text above every key that begins with `prefix` (which is not empty). */
export const afterPrefix = (prefix: string): string =>
  prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);

/** The value as a key's, if it has the attribute's type. */
export const keyValueOf = (attribute: KeyAttribute, value: AttributeValue | undefined): KeyValue | undefined => {
  if (value === undefined) return undefined;
  switch (attribute.type) {
    case 'S':
      return typeof value === 'string' ? value : undefined;
    case 'N':
      return isNumber(value) ? value : undefined;
    case 'B':
      return value instanceof Uint8Array ? value : undefined;
  }
};

/** How many bytes a string or binary key value has; numbers always fit. */
export const keyBytes = (value: KeyValue): number =>
  typeof value === 'string' ? utf8Length(value) : value instanceof Uint8Array ? value.length : 1;
