import { INVALID_VALUES, InvalidRequest } from './errors.ts';
import type { KeyTest } from './expressions/compile-key-condition.ts';
import { bind, compile } from './expressions/request.ts';
import type { Values } from './expressions/scope.ts';
import type { ExpressionKind } from './expressions/tokens.ts';
import { AFTER_PARTS, PART_END, afterPrefix, encodeKey, keyValueOf } from './keys.ts';
import { readPage, sourceOf, startKeyText, type Source } from './page.ts';
import type { Page, QueryRequest } from './requests.ts';
import type { KeyAttribute, KeyValues, TableDefinition } from './types.ts';

const TAKERS: readonly ExpressionKind[] = ['FilterExpression', 'KeyConditionExpression'];

/** A stretch of one partition: `from` inclusive, `to` exclusive. */
interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** The items of one partition of a table or index, in the order of the sort key (API reference, Query). */
export const query = (store: KeyValues, table: TableDefinition, request: QueryRequest): Page => {
  const source = sourceOf(table, request);
  const compiled = compile({
    keyCondition: request.keyCondition,
    filter: request.filter,
    projection: request.projection,
    names: request.names,
  });
  const values = bind(compiled, request.values, TAKERS);
  refuseKeyFilter(source.keys, compiled.filter?.heads);
  const stretch = stretchOf(source.keys, compiled.keyCondition ?? new Map<string, KeyTest>(), values);
  const reverse = request.scanIndexForward === false;
  const range = request.exclusiveStartKey === undefined ? stretch : resumed(source, stretch, request, reverse);
  return readPage(store, source, { ...range, reverse }, request, compiled, values);
};

const refuseKeyFilter = (keys: readonly KeyAttribute[], heads: ReadonlySet<string> | undefined): void => {
  const key = keys.find(({ name }) => heads?.has(name) === true);
  if (key === undefined) return;
  throw new InvalidRequest(
    `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key.name}`,
  );
};

const stretchOf = (
  [partition, sort]: readonly KeyAttribute[],
  tests: ReadonlyMap<string, KeyTest>,
  values: Values,
): Stretch => {
  const partitionTest = partition === undefined ? undefined : tests.get(partition.name);
  if (partition === undefined || partitionTest === undefined) {
    throw new InvalidRequest(`Query condition missed key schema element: ${partition?.name ?? ''}`);
  }
  if (partitionTest.operator !== '=') throw new InvalidRequest('Query key condition not supported');
  const [prefix = ''] = encoded(partition, partitionTest, values);
  if (tests.size === 1) return { from: prefix, to: prefix + AFTER_PARTS };
  const sortTest = sort === undefined ? undefined : tests.get(sort.name);
  if (sort === undefined) throw new InvalidRequest('Query key condition not supported');
  if (sortTest === undefined) throw new InvalidRequest(`Query condition missed key schema element: ${sort.name}`);
  return sortStretch(prefix + PART_END, sortTest, encoded(sort, sortTest, values));
};

const encoded = (attribute: KeyAttribute, test: KeyTest, values: Values): readonly string[] =>
  test.values.map((name) => {
    const value = keyValueOf(attribute, values[name]);
    if (value === undefined) {
      throw new InvalidRequest(`${INVALID_VALUES}Condition parameter type does not match schema type`);
    }
    if (typeof value === 'string' || value instanceof Uint8Array) refuseEmpty(attribute, value);
    return encodeKey(value);
  });

const refuseEmpty = (attribute: KeyAttribute, value: string | Uint8Array): void => {
  if (value.length > 0) return;
  const what = typeof value === 'string' ? 'string' : 'binary';
  throw new InvalidRequest(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${what} value. Key: ${attribute.name}`,
  );
};

const sortStretch = (start: string, { operator }: KeyTest, [first = '', second = '']: readonly string[]): Stretch => {
  const end = start.slice(0, -1) + AFTER_PARTS;
  const at = start + first;
  switch (operator) {
    case '=':
      return { from: at, to: at + AFTER_PARTS };
    case '<':
      return { from: start, to: at };
    case '<=':
      return { from: start, to: at + AFTER_PARTS };
    case '>':
      return { from: at + AFTER_PARTS, to: end };
    case '>=':
      return { from: at, to: end };
    case 'BETWEEN':
      return { from: at, to: start + second + AFTER_PARTS };
    case 'begins_with':
      return { from: at, to: afterPrefix(at) };
  }
};

/** What is left of the stretch behind the key that the page before ended with. */
const resumed = (
  source: Source,
  stretch: Stretch,
  { exclusiveStartKey = {} }: QueryRequest,
  reverse: boolean,
): Stretch => {
  const key = startKeyText(source, exclusiveStartKey);
  if (key < stretch.from || key >= stretch.to) {
    throw new InvalidRequest('The provided starting key is outside query boundaries based on provided conditions');
  }
  return reverse ? { from: stretch.from, to: key } : { from: key + PART_END, to: stretch.to };
};
