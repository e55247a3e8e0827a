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
export const keySchemaIn = (
  input: JsonObject,
  types: Types,
): { readonly partitionKey: KeyAttribute; readonly sortKey?: KeyAttribute } => {
  const schema = (objectsIn(input, 'KeySchema') ?? []).map((element) => ({
    name: requiredText(element, 'AttributeName'),
    type: choiceIn(element, 'KeyType', ['HASH', 'RANGE']),
  }));
  const [hash, range, ...more] = schema;
  if (hash === undefined || more.length > 0 || (range !== undefined && range.type !== 'RANGE'))
    throw validation(`${INVALID}Invalid KeySchema: it has one HASH key, and at most one RANGE key after it`);
  if (hash.type !== 'HASH') throw validation('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  const undefinedNames = schema.filter(({ name }) => !types.has(name)).map(({ name }) => name);
  if (undefinedNames.length > 0)
    throw validation(
      `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [${undefinedNames.join(', ')}], AttributeDefinitions: [${[...types.keys()].join(', ')}]`,
    );
  const typed = (name: string): KeyAttribute => ({ name, type: types.get(name) ?? 'S' });
  return { partitionKey: typed(hash.name), ...(range && { sortKey: typed(range.name) }) };
};

/** An index of a request. */
export const indexIn = (input: JsonObject, types: Types): IndexDefinition => {
  const projection = objectIn(input, 'Projection') ?? {};
  const type = choiceIn(projection, 'ProjectionType', ['ALL', 'KEYS_ONLY', 'INCLUDE']) ?? 'ALL';
  return {
    name: requiredText(input, 'IndexName'),
    ...keySchemaIn(input, types),
    projection: type === 'INCLUDE' ? (textsIn(projection, 'NonKeyAttributes') ?? []) : type,
  };
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
