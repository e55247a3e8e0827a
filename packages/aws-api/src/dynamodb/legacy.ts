import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { validation } from '../protocol/errors.ts';
import { listIn, objectIn, textIn, textsIn } from '../protocol/fields.ts';
import { checkConditions, checkExpected, checkUpdates } from './legacy-checks.ts';

/*
 * The parameters from before expressions (developer guide, "Legacy conditional parameters"): each is said again as an
 * expression, so that there is one reading of conditions, updates and projections.
 */

const EXPRESSIONS = [
  ...['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'],
  ...['UpdateExpression', 'ConditionExpression'],
];
const LEGACY = [
  ...['AttributesToGet', 'QueryFilter', 'ScanFilter', 'ConditionalOperator', 'KeyConditions'],
  ...['AttributeUpdates', 'Expected'],
];

/** The request, with expressions for whatever it says in the old way. @throws AwsError ValidationException */
export const modernised = (input: JsonObject): JsonObject => {
  if (LEGACY.every((name) => (input[name] ?? null) === null)) return input;
  refuseMixture(input);
  const words = new Words();
  const said: Record<string, Json> = {};
  const get = textsIn(input, 'AttributesToGet');
  if (get !== undefined) said['ProjectionExpression'] = projectionOf(get, words);
  const joined = textIn(input, 'ConditionalOperator') === 'OR' ? ' OR ' : ' AND ';
  const keys = objectIn(input, 'KeyConditions');
  if (keys !== undefined) {
    checkConditions(keys);
    const count = Object.keys(keys).length;
    if (count < 1 || count > 2) throw validation('Conditions can be of length 1 or 2 only');
    said['KeyConditionExpression'] = conditionOf(keys, ' AND ', words);
  }
  for (const name of ['QueryFilter', 'ScanFilter']) {
    const filter = objectIn(input, name);
    if (filter === undefined) continue;
    checkConditions(filter);
    if (Object.keys(filter).length > 0) said['FilterExpression'] = conditionOf(filter, joined, words);
  }
  const updates = objectIn(input, 'AttributeUpdates');
  if (updates !== undefined) {
    checkUpdates(updates);
    if (Object.keys(updates).length > 0) said['UpdateExpression'] = updateOf(updates, words);
  }
  const expected = objectIn(input, 'Expected');
  if (expected !== undefined) {
    checkExpected(expected);
    if (Object.keys(expected).length > 0) said['ConditionExpression'] = expectationOf(expected, joined, words);
  }
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !LEGACY.includes(name)));
  return { ...rest, ...said, ...words.added(input) };
};

const refuseMixture = (input: JsonObject): void => {
  const given = (name: string): boolean => (input[name] ?? null) !== null;
  const expressions = EXPRESSIONS.filter(given);
  const legacy = LEGACY.filter(given).filter((name) => name !== 'KeyConditions' || given('KeyConditionExpression'));
  if (expressions.length > 0 && legacy.length > 0)
    throw validation(
      `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${legacy.join(', ')}} Expression parameters: {${expressions.join(', ')}}`,
    );
};

/** Placeholders for the names and values of old parameters, apart from those that the request has itself. */
class Words {
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, Json> = {};

  name(name: string): string {
    const placeholder = `#old_${String(Object.keys(this.#names).length)}`;
    this.#names[placeholder] = name;
    return placeholder;
  }

  value(value: Json): string {
    const placeholder = `:old_${String(Object.keys(this.#values).length)}`;
    this.#values[placeholder] = value;
    return placeholder;
  }

  added(input: JsonObject): JsonObject {
    const merged = (member: string, own: JsonObject): JsonObject =>
      Object.keys(own).length === 0 ? {} : { [member]: { ...objectIn(input, member), ...own } };
    return {
      ...merged('ExpressionAttributeNames', this.#names),
      ...merged('ExpressionAttributeValues', this.#values),
    };
  }
}

const projectionOf = (names: readonly string[], words: Words): string => {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw validation(`One or more parameter values were invalid: Duplicate value in attribute name: ${twice}`);
  return names.map((name) => words.name(name)).join(', ');
};

const COMPARATORS: Readonly<Record<string, string>> = { EQ: '=', NE: '<>', LE: '<=', LT: '<', GE: '>=', GT: '>' };

const comparison = (name: string, operator: string, values: readonly string[]): string => {
  const [first = '', second = ''] = values;
  const comparator = COMPARATORS[operator];
  if (comparator !== undefined) return `${name} ${comparator} ${first}`;
  switch (operator) {
    case 'NULL':
      return `attribute_not_exists(${name})`;
    case 'NOT_NULL':
      return `attribute_exists(${name})`;
    case 'CONTAINS':
      return `contains(${name}, ${first})`;
    case 'NOT_CONTAINS':
      return `(attribute_exists(${name}) AND NOT contains(${name}, ${first}))`;
    case 'BEGINS_WITH':
      return `begins_with(${name}, ${first})`;
    case 'BETWEEN':
      return `${name} BETWEEN ${first} AND ${second}`;
    default:
      return `${name} IN (${values.join(', ')})`;
  }
};

const eachOf = (given: JsonObject): readonly (readonly [name: string, entry: JsonObject])[] =>
  Object.entries(given).map(([name, entry]) => [name, isJsonObject(entry) ? entry : {}]);

const conditionOf = (conditions: JsonObject, joined: string, words: Words): string =>
  eachOf(conditions)
    .map(([name, condition]) => {
      const values = (listIn(condition, 'AttributeValueList') ?? []).map((value) => words.value(value));
      return comparison(words.name(name), textIn(condition, 'ComparisonOperator') ?? 'EQ', values);
    })
    .join(joined);

const expectationOf = (expected: JsonObject, joined: string, words: Words): string =>
  eachOf(expected)
    .map(([attribute, expectation]) => {
      const name = words.name(attribute);
      if (expectation['Exists'] === false) return `attribute_not_exists(${name})`;
      const value = expectation['Value'];
      const values = listIn(expectation, 'AttributeValueList') ?? (value === undefined ? [] : [value]);
      return comparison(
        name,
        textIn(expectation, 'ComparisonOperator') ?? 'EQ',
        values.map((each) => words.value(each)),
      );
    })
    .join(joined);

const updateOf = (updates: JsonObject, words: Words): string => {
  const clauses = {
    SET: new Array<string>(),
    REMOVE: new Array<string>(),
    ADD: new Array<string>(),
    DELETE: new Array<string>(),
  };
  for (const [attribute, update] of eachOf(updates)) {
    const name = words.name(attribute);
    const value = update['Value'];
    const action = textIn(update, 'Action') ?? 'PUT';
    if (value === undefined) clauses.REMOVE.push(name);
    else if (action === 'ADD' && isJsonObject(value) && value['L'] !== undefined)
      clauses.SET.push(
        `${name} = list_append(if_not_exists(${name}, ${words.value({ L: [] })}), ${words.value(value)})`,
      );
    else if (action === 'ADD') clauses.ADD.push(`${name} ${words.value(value)}`);
    else if (action === 'DELETE') clauses.DELETE.push(`${name} ${words.value(value)}`);
    else clauses.SET.push(`${name} = ${words.value(value)}`);
  }
  return Object.entries(clauses)
    .flatMap(([verb, parts]) => (parts.length === 0 ? [] : [`${verb} ${parts.join(', ')}`]))
    .join(' ');
};
