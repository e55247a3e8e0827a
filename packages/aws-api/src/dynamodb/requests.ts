import type { Json, JsonObject } from '@espresso/kernel';
import { unmarshallItem, type AttributeMap, type AttributeValue } from '@espresso/tables';
import { validation } from '../protocol/errors.ts';
import { objectIn, requiredObject, textIn, textMapIn } from '../protocol/fields.ts';

/** Members of before expressions, which this host does not read. */
const LEGACY = [
  'Expected',
  'ConditionalOperator',
  'AttributeUpdates',
  'AttributesToGet',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
];

const refuseLegacy = (input: JsonObject): void => {
  const found = LEGACY.find((name) => input[name] !== undefined);
  if (found !== undefined)
    throw validation(`${found} is a legacy parameter that this endpoint does not support: use expressions.`);
};

/** The placeholders that a request defines for its expressions. */
export const placeholders = (
  input: JsonObject,
): {
  readonly names: Readonly<Record<string, string>> | undefined;
  readonly values: Readonly<Record<string, AttributeValue>> | undefined;
} => {
  refuseLegacy(input);
  const values = objectIn(input, 'ExpressionAttributeValues');
  return { names: textMapIn(input, 'ExpressionAttributeNames'), values: values && valuesOf(values) };
};

const valuesOf = (given: Json): Readonly<Record<string, AttributeValue>> => unmarshallItem(given);

/** The key of a request. */
export const keyIn = (input: JsonObject): AttributeMap => unmarshallItem(requiredObject(input, 'Key'));

/** What a read wants of an item. */
export const projectionIn = (input: JsonObject) => {
  const { names } = placeholders(input);
  return { projection: textIn(input, 'ProjectionExpression'), names };
};
