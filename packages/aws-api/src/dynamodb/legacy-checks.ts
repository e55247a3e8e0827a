import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { unmarshall } from '@espresso/tables';
import { validation } from '../protocol/errors.ts';
import { listIn, textIn } from '../protocol/fields.ts';

const INVALID = 'One or more parameter values were invalid: ';

/** The least and the most values that an operator compares with, and the types it is valid for where not all are. */
const OPERATORS: Readonly<Record<string, { readonly least: number; readonly most: number; readonly types?: string }>> =
  {
    NULL: { least: 0, most: 0 },
    NOT_NULL: { least: 0, most: 0 },
    EQ: { least: 1, most: 1 },
    NE: { least: 1, most: 1 },
    LE: { least: 1, most: 1, types: 'S N B' },
    LT: { least: 1, most: 1, types: 'S N B' },
    GE: { least: 1, most: 1, types: 'S N B' },
    GT: { least: 1, most: 1, types: 'S N B' },
    CONTAINS: { least: 1, most: 1, types: 'S N B' },
    NOT_CONTAINS: { least: 1, most: 1, types: 'S N B' },
    BEGINS_WITH: { least: 1, most: 1, types: 'S B' },
    IN: { least: 1, most: Infinity, types: 'S N B' },
    BETWEEN: { least: 2, most: 2, types: 'S N B' },
  };

const typeOf = (value: Json | undefined): string => (isJsonObject(value) ? (Object.keys(value)[0] ?? '') : '');

const entriesOf = (given: JsonObject): readonly (readonly [string, JsonObject])[] =>
  Object.entries(given).map(([name, entry]) => [name, isJsonObject(entry) ? entry : {}]);

const checkValues = (operator: string, values: readonly Json[]): void => {
  for (const value of values) unmarshall(value);
  const { least, most, types } = OPERATORS[operator] ?? { least: 0, most: Infinity };
  if (values.length < least || values.length > most)
    throw validation(`${INVALID}Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  if (values.some((value) => typeOf(value) !== typeOf(values[0])))
    throw validation(`${INVALID}AttributeValues inside AttributeValueList must be of same type`);
  const wrong = values.find((value) => types?.split(' ').includes(typeOf(value)) === false);
  if (wrong !== undefined)
    throw validation(`${INVALID}ComparisonOperator ${operator} is not valid for ${typeOf(wrong)} AttributeValue type`);
};

/** KeyConditions, QueryFilter, ScanFilter. @throws AwsError ValidationException */
export const checkConditions = (conditions: JsonObject): void => {
  for (const [, condition] of entriesOf(conditions))
    checkValues(textIn(condition, 'ComparisonOperator') ?? '', listIn(condition, 'AttributeValueList') ?? []);
};

/** @throws AwsError ValidationException */
export const checkExpected = (expected: JsonObject): void => {
  for (const [name, { Value: value, AttributeValueList: list, Exists: exists, ...rest }] of entriesOf(expected)) {
    const operator = textIn(rest, 'ComparisonOperator');
    const of = `for Attribute: ${name}`;
    if (list !== undefined && value !== undefined)
      throw validation(`${INVALID}Value and AttributeValueList cannot be used together ${of}`);
    if (operator !== undefined) {
      if (exists !== undefined)
        throw validation(`${INVALID}Exists and ComparisonOperator cannot be used together ${of}`);
      if (operator !== 'NULL' && operator !== 'NOT_NULL' && list === undefined && value === undefined)
        throw validation(
          `${INVALID}Value or AttributeValueList must be used with ComparisonOperator: ${operator} ${of}`,
        );
      checkValues(operator, value === undefined ? (Array.isArray(list) ? list : []) : [value]);
      continue;
    }
    if (list !== undefined)
      throw validation(`${INVALID}AttributeValueList can only be used with a ComparisonOperator ${of}`);
    if (exists === false && value !== undefined)
      throw validation(`${INVALID}Value cannot be used when Exists is false ${of}`);
    if (exists !== false && value === undefined)
      throw validation(`${INVALID}Value must be provided when Exists is ${exists === true ? 'true' : 'null'} ${of}`);
  }
};

/** @throws AwsError ValidationException */
export const checkUpdates = (updates: JsonObject): void => {
  for (const [, update] of entriesOf(updates)) {
    const value = update['Value'];
    const action = textIn(update, 'Action') ?? 'PUT';
    if (value === undefined) {
      if (action !== 'DELETE')
        throw validation(`${INVALID}Only DELETE action is allowed when no attribute value is specified`);
      continue;
    }
    unmarshall(value);
    if (action === 'DELETE' && !['SS', 'NS', 'BS'].includes(typeOf(value)))
      throw validation(`${INVALID}DELETE action with value is not supported for the type ${typeOf(value)}`);
    if (action === 'ADD' && !['L', 'SS', 'NS', 'BS', 'N'].includes(typeOf(value)))
      throw validation(`${INVALID}ADD action is not supported for the type ${typeOf(value)}`);
  }
};
