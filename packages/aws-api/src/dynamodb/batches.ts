import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import type { Unit } from '@espresso/host/resources';
import {
  batchGet,
  batchWrite,
  getItem,
  marshallItem,
  unmarshallItem,
  type BatchGetEntry,
  type BatchWriteEntry,
} from '@espresso/tables';
import { asksCapacity, consumedOfAll, readUnits, readUsage, sizeOf, writeUsage, type Usage } from './capacity.ts';
import { constraint, validation } from '../protocol/errors.ts';
import { objectIn, objectsIn, requiredObject } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { tableFor, tableName } from './find-table.ts';
import { modernised } from './legacy.ts';
import { keyIn, projectionIn } from './requests.ts';

const askedOf = (input: JsonObject): readonly (readonly [table: string, asked: Json])[] => {
  const asked = Object.entries(requiredObject(input, 'RequestItems'));
  if (asked.length === 0) throw constraint('{}', 'requestItems', 'Member must have length greater than or equal to 1');
  return asked;
};

export const batchGetItem: Operation = async ({ host }, input) => {
  const asked = askedOf(input);
  return host.look((unit, engine) => {
    const entries = asked.map(([name, request]) => {
      const wanted = isJsonObject(request) ? modernised(request) : {};
      const keys = (objectsIn(wanted, 'Keys') ?? []).map((key) => unmarshallItem(key));
      return { name, wanted, entry: { table: tableFor(engine, unit, name), keys, ...projectionIn(wanted) } };
    });
    const { items, unprocessedKeys } = batchGet(
      unit.layer,
      entries.map(({ entry }) => entry),
    );
    const left = entries.flatMap(({ name, wanted }, at) => {
      const keys = unprocessedKeys[at] ?? [];
      return keys.length === 0 ? [] : [[name, { ...wanted, Keys: keys.map(marshallItem) }] as const];
    });
    return {
      Responses: Object.fromEntries(
        entries.map(({ name }, at) => [tableName(name), (items[at] ?? []).map(marshallItem)]),
      ),
      UnprocessedKeys: Object.fromEntries(left),
      ...consumedOfAll(input, asksCapacity(input) ? usageOf(unit, entries) : []),
    };
  });
};

const usageOf = (
  unit: Unit,
  entries: readonly { readonly wanted: JsonObject; readonly entry: BatchGetEntry }[],
): readonly Usage[] =>
  entries.flatMap(({ wanted, entry: { table, keys } }) =>
    keys.map((key) =>
      readUsage(table.name, readUnits(sizeOf(getItem(unit.layer, table, { key })), wanted['ConsistentRead'] === true)),
    ),
  );

export const batchWriteItem: Operation = async ({ host }, input) => {
  const asked = askedOf(input);
  const changes = await host.transact((unit, engine) => {
    const entries = asked.flatMap(([name, requests]): readonly BatchWriteEntry[] => {
      const table = tableFor(engine, unit, name);
      const wanted = objectsIn({ [name]: requests }, name) ?? [];
      if (wanted.length === 0)
        throw constraint('[]', `requestItems.${name}.member`, 'Member must have length greater than or equal to 1');
      return wanted.map((request): BatchWriteEntry => {
        const put = objectIn(request, 'PutRequest');
        const remove = objectIn(request, 'DeleteRequest');
        if (put !== undefined) return { type: 'put', table, item: unmarshallItem(requiredObject(put, 'Item')) };
        if (remove !== undefined) return { type: 'delete', table, key: keyIn(remove) };
        throw validation(
          'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
        );
      });
    });
    return batchWrite(unit.layer, entries);
  });
  return {
    UnprocessedItems: {},
    ...consumedOfAll(
      input,
      changes.map((change) => writeUsage(change)),
    ),
  };
};
