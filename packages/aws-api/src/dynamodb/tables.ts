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
import { AwsError, validation } from '../protocol/errors.ts';
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
import type { TableDefinition } from '@espresso/tables';
import { attributeTypes, indexIn, indexesIn, keyTypes, tableKeysIn } from './key-schema.ts';

const INVALID = 'One or more parameter values were invalid: ';
const CAPACITY_MAX = 1_000_000_000_000;

const checkCapacity = (input: JsonObject): void => {
  const asked = objectIn(input, 'ProvisionedThroughput') ?? {};
  for (const name of ['ReadCapacityUnits', 'WriteCapacityUnits']) {
    const units = numberIn(asked, name) ?? 0;
    if (units > CAPACITY_MAX) throw validation(`Given value ${units} for ${name} is out of bounds`);
  }
};

const billingIn = (input: JsonObject): 'PROVISIONED' | 'PAY_PER_REQUEST' => {
  const billing = choiceIn(input, 'BillingMode', ['PROVISIONED', 'PAY_PER_REQUEST']) ?? 'PROVISIONED';
  const isProvisioned = objectIn(input, 'ProvisionedThroughput') !== undefined;
  if (billing === 'PAY_PER_REQUEST' && isProvisioned)
    throw validation(
      `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
    );
  if (billing === 'PROVISIONED' && !isProvisioned)
    throw validation(
      `${INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
    );
  checkCapacity(input);
  return billing;
};

/** Every attribute that is defined is part of some key. */
const checkUse = (definition: TableDefinition, input: JsonObject): void => {
  const given = (objectsIn(input, 'AttributeDefinitions') ?? []).map((each) => requiredText(each, 'AttributeName'));
  const used = [...keyTypes(definition).keys()];
  if (used.length === given.length) return;
  throw validation(
    definition.indexes === undefined
      ? `${INVALID}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`
      : `${INVALID}Some AttributeDefinitions are not used. AttributeDefinitions: [${given.join(', ')}], keys used: [${used.join(', ')}]`,
  );
};

export const createTable: Operation = async ({ host, ids }, input) => {
  const name = requiredText(input, 'TableName');
  const billing = billingIn(input);
  const types = attributeTypes(input);
  const keys = tableKeysIn(input, types);
  const indexes = indexesIn(input, types, keys);
  const definition: TableDefinition = { name, ...keys, ...(indexes.length > 0 && { indexes }) };
  checkUse(definition, input);
  const throughput = Object.fromEntries(
    [
      ['', input] as const,
      ...(objectsIn(input, 'GlobalSecondaryIndexes') ?? []).map(
        (index) => [requiredText(index, 'IndexName'), index] as const,
      ),
    ].flatMap(([of, asked]) => throughputIn(of, asked)),
  );
  return host.transact((unit, engine) => {
    if (findTable(engine.definitions, unit.layer, name) !== undefined)
      throw new AwsError('ResourceInUseException', `Table already exists: ${name}`);
    const row: TableRow = {
      definition,
      id: ids.next(),
      createdMs: unit.nowMs,
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

export const notFound = (name: string): AwsError =>
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

const CHANGES = [
  ...['ProvisionedThroughput', 'BillingMode', 'StreamSpecification', 'SSESpecification', 'ReplicaUpdates'],
  ...['DeletionProtectionEnabled', 'TableClass', 'OnDemandThroughput', 'WarmThroughput'],
];

const checkUpdate = (input: JsonObject): void => {
  const updates = objectsIn(input, 'GlobalSecondaryIndexUpdates') ?? [];
  if (updates.length === 0 && CHANGES.every((name) => input[name] === undefined))
    throw validation(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    );
  if (input['BillingMode'] === 'PROVISIONED' && input['ProvisionedThroughput'] === undefined)
    throw validation(`${INVALID}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`);
  checkCapacity(input);
  const changed = new Set<string>();
  for (const update of updates) {
    const asked = ['Update', 'Create', 'Delete'].map((kind) => objectIn(update, kind)).find((kind) => kind);
    if (asked === undefined)
      throw validation(
        `${INVALID}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null`,
      );
    const name = requiredText(asked, 'IndexName');
    if (changed.has(name))
      throw validation(
        `${INVALID}Only one global secondary index update per index is allowed simultaneously. Index: ${name}`,
      );
    changed.add(name);
  }
};

/** Adds and removes global indexes, one way or the other; billing, throughput and protection are kept as asked. */
export const updateTable: Operation = async ({ host }, input) => {
  checkUpdate(input);
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
