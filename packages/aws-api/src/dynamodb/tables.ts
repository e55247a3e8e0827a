import {
  allTables,
  dropTable,
  findTable,
  readTable,
  redefineTable,
  writeTable,
  type TableRow,
} from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { AwsError, constraint, validation } from '../protocol/errors.ts';
import {
  booleanIn,
  choiceIn,
  countIn,
  numberIn,
  objectIn,
  objectsIn,
  requiredText,
  textIn,
} from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { describe } from './describe-table.ts';
import { tableFor, tableName } from './find-table.ts';
import { attributeTypes, indexIn, keySchemaIn, keyTypes } from './key-schema.ts';

const INVALID = 'One or more parameter values were invalid: ';
const NAME = /^[a-zA-Z0-9_.-]+$/;

const checkedName = (name: string): string => {
  if (name.length < 3) throw constraint(name, 'tableName', 'Member must have length greater than or equal to 3');
  if (name.length > 255) throw constraint(name, 'tableName', 'Member must have length less than or equal to 255');
  if (!NAME.test(name))
    throw constraint(name, 'tableName', 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
  return name;
};

export const createTable: Operation = async ({ host, ids }, input) => {
  const name = checkedName(requiredText(input, 'TableName'));
  const types = attributeTypes(input);
  const keys = keySchemaIn(input, types);
  const local = (objectsIn(input, 'LocalSecondaryIndexes') ?? []).map((index) => indexIn(index, types));
  const global = objectsIn(input, 'GlobalSecondaryIndexes') ?? [];
  const indexes = [...local, ...global.map((index) => indexIn(index, types))];
  const definition = { name, ...keys, ...(indexes.length > 0 && { indexes }) };
  if (new Set(indexes.map((index) => index.name)).size < indexes.length)
    throw validation(`${INVALID}Duplicate index name: ${indexes.map((index) => index.name).join(', ')}`);
  if (keyTypes(definition).size < types.size)
    throw validation(
      `${INVALID}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
    );
  const billing = choiceIn(input, 'BillingMode', ['PROVISIONED', 'PAY_PER_REQUEST']) ?? 'PROVISIONED';
  const throughput = Object.fromEntries(
    [['', input] as const, ...global.map((index) => [requiredText(index, 'IndexName'), index] as const)].flatMap(
      ([of, asked]) => throughputIn(of, asked),
    ),
  );
  if (billing === 'PROVISIONED' && throughput[''] === undefined)
    throw validation(
      `${INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
    );
  return host.transact((unit, engine) => {
    if (findTable(engine.definitions, unit.layer, name) !== undefined)
      throw new AwsError('ResourceInUseException', `Table already exists: ${name}`);
    const row: TableRow = {
      definition,
      id: ids.next(),
      createdMs: unit.nowMs,
      localIndexes: local.map((index) => index.name),
      billing,
      throughput,
      isProtected: booleanIn(input, 'DeletionProtectionEnabled') ?? false,
    };
    writeTable(unit.layer, row);
    return { TableDescription: describe(engine, unit, definition, 'CREATING') };
  });
};

const throughputIn = (of: string, input: JsonObject) => {
  const asked = objectIn(input, 'ProvisionedThroughput');
  if (asked === undefined) return [];
  const read = numberIn(asked, 'ReadCapacityUnits') ?? 1;
  return [[of, { read, write: numberIn(asked, 'WriteCapacityUnits') ?? 1 }] as const];
};

const notFound = (name: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);

export const describeTable: Operation = async ({ host }, input) => {
  const name = tableName(requiredText(input, 'TableName'));
  return host.look((unit, engine) => {
    const table = findTable(engine.definitions, unit.layer, name);
    if (table === undefined) throw notFound(name);
    return { Table: describe(engine, unit, table, 'ACTIVE') };
  });
};

const PER_PAGE_MAX = 100;

export const listTables: Operation = async ({ host }, input) => {
  const limit = countIn(input, 'Limit', 1, PER_PAGE_MAX) ?? PER_PAGE_MAX;
  const after = textIn(input, 'ExclusiveStartTableName');
  return host.look((unit, engine) => {
    const names = allTables(engine.definitions, unit.layer)
      .map(({ name }) => name)
      .sort()
      .filter((name) => after === undefined || name > after);
    const page = names.slice(0, limit);
    const last = page.at(-1);
    return { TableNames: page, ...(last !== undefined && names.length > limit && { LastEvaluatedTableName: last }) };
  });
};

/** The row of a table that may be changed: one that a context does not own. */
export const ownTable = (row: TableRow | undefined, isContexts: boolean, name: string): TableRow => {
  if (isContexts)
    throw new AwsError(
      'ResourceInUseException',
      `Table ${name} belongs to a bounded context of this installation: it is changed where it is defined`,
    );
  if (row === undefined) throw notFound(name);
  return row;
};

export const deleteTable: Operation = async ({ host }, input) => {
  const name = tableName(requiredText(input, 'TableName'));
  return host.transact((unit, engine) => {
    const row = ownTable(readTable(unit.layer, name), engine.definitions.tables.has(name), name);
    if (row.isProtected)
      throw validation(
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      );
    const shown = describe(engine, unit, row.definition, 'DELETING');
    dropTable(unit.layer, row);
    return { TableDescription: shown };
  });
};

/** Adds and removes global indexes, one way or the other; billing, throughput and protection are kept as asked. */
export const updateTable: Operation = async ({ host }, input) => {
  const name = tableName(requiredText(input, 'TableName'));
  return host.transact((unit, engine) => {
    const row = ownTable(readTable(unit.layer, name), engine.definitions.tables.has(name), name);
    const types = new Map([...keyTypes(row.definition), ...attributeTypes(input)]);
    let indexes = row.definition.indexes ?? [];
    let throughput = { ...row.throughput, ...Object.fromEntries(throughputIn('', input)) };
    for (const change of objectsIn(input, 'GlobalSecondaryIndexUpdates') ?? []) {
      const create = objectIn(change, 'Create');
      const remove = objectIn(change, 'Delete');
      const update = objectIn(change, 'Update');
      const asked = create ?? remove ?? update ?? {};
      const index = requiredText(asked, 'IndexName');
      const exists = indexes.some((known) => known.name === index);
      if (create !== undefined && exists)
        throw validation(`Attempting to create an index which already exists: ${index}`);
      if (create === undefined && !exists)
        throw new AwsError('ResourceNotFoundException', `Requested resource not found`);
      if (create !== undefined) indexes = [...indexes, indexIn(create, types)];
      if (remove !== undefined) indexes = indexes.filter((known) => known.name !== index);
      throughput = { ...throughput, ...Object.fromEntries(throughputIn(index, asked)) };
    }
    const { indexes: _before, ...rest } = row.definition;
    const after: TableRow = {
      ...row,
      definition: { ...rest, ...(indexes.length > 0 && { indexes }) },
      throughput,
      billing: choiceIn(input, 'BillingMode', ['PROVISIONED', 'PAY_PER_REQUEST']) ?? row.billing,
      isProtected: booleanIn(input, 'DeletionProtectionEnabled') ?? row.isProtected,
    };
    redefineTable(unit.layer, row, after);
    return { TableDescription: describe(engine, unit, tableFor(engine, unit, name), 'UPDATING') };
  });
};
