import type { Json, JsonObject } from '@espresso/kernel';
import type { IndexDefinition, KeyAttribute, TableDefinition } from '@espresso/tables';
import { validation } from '../protocol/errors.ts';
import { choiceIn, objectIn, objectsIn, requiredText, textsIn } from '../protocol/fields.ts';

const INVALID = 'One or more parameter values were invalid: ';

type Types = ReadonlyMap<string, KeyAttribute['type']>;

/** The types that a request defines for key attributes. */
export const attributeTypes = (input: JsonObject): Types =>
  new Map(
    (objectsIn(input, 'AttributeDefinitions') ?? []).map((definition) => [
      requiredText(definition, 'AttributeName'),
      choiceIn(definition, 'AttributeType', ['S', 'N', 'B']) ?? 'S',
    ]),
  );

/** A KeySchema: the partition key, and the sort key where there is one. */
export const keySchemaIn = (input: JsonObject, types: Types): Keys => {
  const schema = (objectsIn(input, 'KeySchema') ?? []).map((element) => ({
    name: requiredText(element, 'AttributeName'),
    type: choiceIn(element, 'KeyType', ['HASH', 'RANGE']),
  }));
  const [hash, range] = schema;
  if (hash === undefined) throw validation('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (schema.some(({ name }) => !types.has(name)))
    throw validation(
      `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [${schema.map(({ name }) => name).join(', ')}], AttributeDefinitions: [${[...types.keys()].join(', ')}]`,
    );
  if (hash.name === range?.name)
    throw validation('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  if (hash.type !== 'HASH') throw validation('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (range !== undefined && range.type !== 'RANGE')
    throw validation('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  const typed = (name: string): KeyAttribute => ({ name, type: types.get(name) ?? 'S' });
  return { partitionKey: typed(hash.name), ...(range && { sortKey: typed(range.name) }) };
};

/** The KeySchema of a table, which cannot have more keys than the request defines attributes. */
export const tableKeysIn = (input: JsonObject, types: Types): Keys => {
  if ((objectsIn(input, 'KeySchema') ?? []).length > (objectsIn(input, 'AttributeDefinitions') ?? []).length)
    throw validation('Invalid KeySchema: Some index key attribute have no definition');
  return keySchemaIn(input, types);
};

const projectionIn = (input: JsonObject): IndexDefinition['projection'] => {
  const projection = objectIn(input, 'Projection') ?? {};
  const type = choiceIn(projection, 'ProjectionType', ['ALL', 'KEYS_ONLY', 'INCLUDE']);
  if (type === undefined) throw validation(`${INVALID}Unknown ProjectionType: null`);
  const named = textsIn(projection, 'NonKeyAttributes');
  if (type === 'INCLUDE') {
    if (named === undefined)
      throw validation(`${INVALID}ProjectionType is ${type}, but NonKeyAttributes is not specified`);
    return named;
  }
  if (named !== undefined) throw validation(`${INVALID}ProjectionType is ${type}, but NonKeyAttributes is specified`);
  return type;
};

/** A global index of a request. */
export const indexIn = (input: JsonObject, types: Types): IndexDefinition => ({
  name: requiredText(input, 'IndexName'),
  ...keySchemaIn(input, types),
  projection: projectionIn(input),
});

/** A local index of a request: it has the table's partition key, and a sort key of its own. */
const localIndexIn = (input: JsonObject, types: Types, table: Keys): IndexDefinition => {
  const name = requiredText(input, 'IndexName');
  const { partitionKey, sortKey } = keySchemaIn(input, types);
  if (sortKey === undefined) throw validation(`${INVALID}Index KeySchema does not have a range key for index: ${name}`);
  if (partitionKey.name !== table.partitionKey.name)
    throw validation(
      `${INVALID}Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${partitionKey.name}, table hash key: ${table.partitionKey.name}`,
    );
  return { name, partitionKey, sortKey, projection: projectionIn(input), isLocal: true };
};

const LOCAL_MAX = 5;
const GLOBAL_MAX = 20;

/** The indexes that a table is made with, local ones first. */
export const indexesIn = (input: JsonObject, types: Types, table: Keys): readonly IndexDefinition[] => {
  const taken = new Set<string>();
  const unique = (index: IndexDefinition): IndexDefinition => {
    if (taken.has(index.name)) throw validation(`${INVALID}Duplicate index name: ${index.name}`);
    taken.add(index.name);
    return index;
  };
  const local = objectsIn(input, 'LocalSecondaryIndexes');
  if (local?.length === 0) throw validation(`${INVALID}List of LocalSecondaryIndexes is empty`);
  if (local !== undefined && table.sortKey === undefined)
    throw validation(
      `${INVALID}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
    );
  const locals = (local ?? []).map((index) => unique(localIndexIn(index, types, table)));
  if (locals.length > LOCAL_MAX)
    throw validation(`${INVALID}Number of LocalSecondaryIndexes exceeds per-table limit of ${LOCAL_MAX}`);
  const global = objectsIn(input, 'GlobalSecondaryIndexes');
  if (global?.length === 0) throw validation(`${INVALID}List of GlobalSecondaryIndexes is empty`);
  const globals = (global ?? []).map((index) => {
    const made = indexIn(index, types);
    if (input['BillingMode'] === 'PAY_PER_REQUEST' && index['ProvisionedThroughput'] !== undefined)
      throw validation(
        `${INVALID}ProvisionedThroughput should not be specified for index: ${made.name} when BillingMode is PAY_PER_REQUEST`,
      );
    return unique(made);
  });
  if (globals.length > GLOBAL_MAX)
    throw validation(`${INVALID}GlobalSecondaryIndex count exceeds the per-table limit of ${GLOBAL_MAX}`);
  return [...locals, ...globals];
};

interface Keys {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
}

export const shownKeySchema = ({ partitionKey, sortKey }: Keys): Json => [
  { AttributeName: partitionKey.name, KeyType: 'HASH' },
  ...(sortKey === undefined ? [] : [{ AttributeName: sortKey.name, KeyType: 'RANGE' }]),
];

export const shownProjection = ({ projection }: IndexDefinition): JsonObject =>
  typeof projection === 'string'
    ? { ProjectionType: projection }
    : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projection] };

/** The attributes that are part of some key, with their types. */
export const shownAttributes = (table: TableDefinition): Json =>
  [...keyTypes(table)].map(([name, type]) => ({ AttributeName: name, AttributeType: type }));

export const keyTypes = (table: TableDefinition): Types =>
  new Map(
    [table, ...(table.indexes ?? [])]
      .flatMap(({ partitionKey, sortKey }: Keys) => (sortKey === undefined ? [partitionKey] : [partitionKey, sortKey]))
      .map(({ name, type }) => [name, type]),
  );
