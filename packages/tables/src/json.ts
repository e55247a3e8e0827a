import { base64Of, bytesOfBase64 } from './bytes.ts';
import { Decimal, numberText } from './decimal.ts';
import { parseNumber } from './parse-number.ts';
import { INVALID_VALUES, InvalidRequest } from './errors.ts';
import { isJsonObject, type Json, type JsonArray, type JsonObject } from '@espresso/kernel';
import type { AttributeMap, AttributeValue, Item } from './types.ts';
import { isList, isSet, memberKey, setAttribute, setOf, type AttributeSet, type SetMember } from './values.ts';

/** A value in DynamoDB's JSON: `{ "S": "latte" }`, `{ "N": "3" }`. Infinite and missing numbers have no such form. */
export const marshall = (value: AttributeValue): JsonObject => {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: numberText(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (isList(value)) return { L: value.map(marshall) };
  if (isSet(value)) return marshallSet(value);
  if (value instanceof Uint8Array) return { B: base64Of(value) };
  return value instanceof Decimal ? { N: numberText(value) } : { M: marshallItem(value) };
};

const marshallSet = (set: AttributeSet): JsonObject => {
  const strings: string[] = [];
  const numbers: string[] = [];
  const binaries: string[] = [];
  for (const member of set) {
    if (typeof member === 'string') strings.push(member);
    else if (member instanceof Uint8Array) binaries.push(base64Of(member));
    else numbers.push(numberText(member));
  }
  return binaries.length > 0 ? { BS: binaries } : numbers.length > 0 ? { NS: numbers } : { SS: strings };
};

/** An item, a key or the values of an expression in DynamoDB's JSON. */
export const marshallItem = (item: AttributeMap): JsonObject =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, marshall(value)]));

/** A value from DynamoDB's JSON. Refuses, in DynamoDB's words, what is none. */
export const unmarshall = (json: Json | undefined): AttributeValue => {
  if (!isJsonObject(json)) throw empty();
  const types = Object.keys(json).filter((type) => json[type] !== null);
  const [type] = types;
  if (type === undefined) throw empty();
  if (types.length > 1) {
    throw new InvalidRequest(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return unmarshallTyped(type, json[type]);
};

const empty = (): InvalidRequest =>
  new InvalidRequest('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');

const unmarshallTyped = (type: string, json: Json | undefined): AttributeValue => {
  switch (type) {
    case 'S':
      return textOf(json);
    case 'N':
      return parseNumber(textOf(json));
    case 'B':
      return bytesOf(json);
    case 'BOOL':
      if (typeof json !== 'boolean')
        throw new InvalidRequest(`'${JSON.stringify(json)}' can not be converted to an Boolean`);
      return json;
    case 'NULL':
      if (json !== true)
        throw new InvalidRequest(`${INVALID_VALUES}Null attribute value types must have the value of true`);
      return null;
    case 'L':
      return elementsOf(json).map(unmarshall);
    case 'M':
      return unmarshallItem(json);
    case 'SS':
    case 'NS':
    case 'BS':
      return unmarshallSet(type, elementsOf(json));
    default:
      throw empty();
  }
};

const textOf = (json: Json | undefined): string => {
  if (typeof json === 'string') return json;
  throw new InvalidRequest('Unexpected value type in payload: a string was expected');
};

const bytesOf = (json: Json | undefined): Uint8Array => {
  const text = textOf(json);
  const bytes = bytesOfBase64(text);
  if (bytes === undefined) throw new InvalidRequest(`'${text}' can not be converted to a Blob: not Base64`);
  return bytes;
};

const isJsonArray = (json: Json | undefined): json is JsonArray => Array.isArray(json);
const elementsOf = (json: Json | undefined): JsonArray => {
  if (isJsonArray(json)) return json;
  throw new InvalidRequest('Unexpected value type in payload: a list was expected');
};

const EMPTY_SET = {
  SS: 'An string set  may not be empty',
  NS: 'An number set  may not be empty',
  BS: 'Binary sets should not be empty',
} as const;

const unmarshallSet = (type: keyof typeof EMPTY_SET, elements: JsonArray): AttributeSet => {
  const members: SetMember[] = elements.map((element) =>
    type === 'SS' ? textOf(element) : type === 'NS' ? parseNumber(textOf(element)) : bytesOf(element),
  );
  const set = setOf(members);
  if (set === undefined) throw new InvalidRequest(INVALID_VALUES + EMPTY_SET[type]);
  if (new Set(members.map(memberKey)).size !== members.length) {
    if (type === 'NS') throw new InvalidRequest('Input collection contains duplicates');
    const collection = `[${elements.map(textOf).join(', ')}]`;
    throw new InvalidRequest(
      `${INVALID_VALUES}Input collection ${collection}${type === 'BS' ? 'of type BS' : ''} contains duplicates.`,
    );
  }
  return set;
};

/** An item, a key or the values of an expression from DynamoDB's JSON. */
export const unmarshallItem = (json: Json | undefined): Item => {
  if (!isJsonObject(json)) throw new InvalidRequest('Unexpected value type in payload: a map was expected');
  const item: Record<string, AttributeValue> = {};
  for (const name in json) setAttribute(item, name, unmarshall(json[name]));
  return item;
};
