import type { JsonObject } from '@espresso/kernel';
import { InvalidRequest, unmarshall, unmarshallItem, type AttributeMap, type AttributeValue } from '@espresso/tables';
import { validation } from '../protocol/errors.ts';
import { objectIn, requiredObject, textIn, textMapIn } from '../protocol/fields.ts';

/** The placeholders that a request defines for its expressions. */
export const placeholders = (
  input: JsonObject,
): {
  readonly names: Readonly<Record<string, string>> | undefined;
  readonly values: Readonly<Record<string, AttributeValue>> | undefined;
} => {
  const values = objectIn(input, 'ExpressionAttributeValues');
  return { names: textMapIn(input, 'ExpressionAttributeNames'), values: values && valuesOf(values) };
};

const valuesOf = (given: JsonObject): Readonly<Record<string, AttributeValue>> =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      try {
        return [name, unmarshall(value)];
      } catch (error) {
        if (!(error instanceof InvalidRequest)) throw error;
        throw validation(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${name}`);
      }
    }),
  );

/** The key of a request. */
export const keyIn = (input: JsonObject): AttributeMap => unmarshallItem(requiredObject(input, 'Key'));

/** What a read wants of an item. */
export const projectionIn = (input: JsonObject) => {
  const { names } = placeholders(input);
  return { projection: textIn(input, 'ProjectionExpression'), names };
};
