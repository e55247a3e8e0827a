import { findTable, readTable, redefineTable } from '@espresso/host/resources';
import { validation } from '../protocol/errors.ts';
import { booleanIn, requiredObject, requiredText } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { tableName } from './find-table.ts';
import { notFound, ownTable } from './tables.ts';

export const describeTimeToLive: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'TableName');
  return host.look((unit, engine) => {
    const table = findTable(engine.definitions, unit.layer, tableName(name));
    if (table === undefined) throw notFound(tableName(name));
    const { expiresAt } = table;
    return {
      TimeToLiveDescription:
        expiresAt === undefined
          ? { TimeToLiveStatus: 'DISABLED' }
          : { TimeToLiveStatus: 'ENABLED', AttributeName: expiresAt },
    };
  });
};

export const updateTimeToLive: Operation = async ({ host }, input) => {
  const name = tableName(requiredText(input, 'TableName'));
  const specification = requiredObject(input, 'TimeToLiveSpecification');
  const attribute = requiredText(specification, 'AttributeName');
  const isEnabled = booleanIn(specification, 'Enabled') ?? false;
  await host.transact((unit, engine) => {
    const row = ownTable(readTable(unit.layer, name), engine.definitions.tables.has(name), name);
    const { expiresAt, ...rest } = row.definition;
    if (isEnabled && expiresAt !== undefined) throw validation('TimeToLive is already enabled');
    if (!isEnabled && expiresAt === undefined) throw validation('TimeToLive is already disabled');
    if (!isEnabled && expiresAt !== attribute)
      throw validation(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${expiresAt ?? ''}`,
      );
    redefineTable(unit.layer, row, { ...row, definition: { ...rest, ...(isEnabled && { expiresAt: attribute }) } });
  });
  return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: isEnabled } };
};
