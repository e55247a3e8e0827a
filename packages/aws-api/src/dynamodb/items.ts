import type { JsonObject } from '@espresso/kernel';
import {
  deleteItem as remove,
  getItem as get,
  marshallItem,
  putItem as put,
  unmarshallItem,
  updateItem as update,
  type KeyValues,
  type TableDefinition,
  type WriteResult,
} from '@espresso/tables';
import { AwsError } from '../protocol/errors.ts';
import { booleanIn, choiceIn, requiredObject, requiredText, textIn } from '../protocol/fields.ts';
import type { Call, Operation } from '../protocol/operation.ts';
import { asksCapacity, consumed, readUnits, readUsage, sizeOf, writeUsage } from './capacity.ts';
import { tableFor } from './find-table.ts';
import { keyIn, placeholders, projectionIn } from './requests.ts';

export const getItem: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'TableName');
  const key = keyIn(input);
  const isConsistent = booleanIn(input, 'ConsistentRead') ?? false;
  return host.look((unit, engine) => {
    const table = tableFor(engine, unit, name);
    const item = get(unit.layer, table, { key, ...projectionIn(input) });
    const units = (): number => readUnits(sizeOf(get(unit.layer, table, { key })), isConsistent);
    const used = asksCapacity(input) ? consumed(input, readUsage(table.name, units())) : {};
    return item === undefined ? used : { Item: marshallItem(item), ...used };
  });
};

const OLD = ['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'] as const;

/** PutItem and DeleteItem can tell what was there, and nothing else. */
const oldOnly = (input: JsonObject): 'NONE' | 'ALL_OLD' | undefined => {
  const asked = choiceIn(input, 'ReturnValues', OLD);
  if (asked === undefined || asked === 'NONE' || asked === 'ALL_OLD') return asked;
  throw new AwsError('ValidationException', 'Return values set to invalid value');
};

const conditional = (input: JsonObject) => ({
  condition: textIn(input, 'ConditionExpression'),
  returnValuesOnConditionCheckFailure: choiceIn(input, 'ReturnValuesOnConditionCheckFailure', ['NONE', 'ALL_OLD']),
  ...placeholders(input),
});

export const putItem: Operation = (call, input) => {
  const item = unmarshallItem(requiredObject(input, 'Item'));
  const asked = oldOnly(input);
  // What a put costs depends on what was there, which is not read unless somebody asks for it.
  const returnValues = asksCapacity(input) ? 'ALL_OLD' : asked;
  const request = { item, returnValues, ...conditional(input) };
  return write(call, input, (store, table) => put(store, table, request));
};

export const deleteItem: Operation = (call, input) => {
  const request = { key: keyIn(input), returnValues: oldOnly(input), ...conditional(input) };
  return write(call, input, (store, table) => remove(store, table, request));
};

export const updateItem: Operation = (call, input) => {
  const request = {
    key: keyIn(input),
    update: textIn(input, 'UpdateExpression'),
    returnValues: choiceIn(input, 'ReturnValues', OLD),
    ...conditional(input),
  };
  return write(call, input, (store, table) => update(store, table, request));
};

const isTold = (input: JsonObject): boolean => (input['ReturnValues'] ?? 'NONE') !== 'NONE';

const write = async (
  { host }: Call,
  input: JsonObject,
  act: (store: KeyValues, table: TableDefinition) => WriteResult,
): Promise<JsonObject> => {
  const name = requiredText(input, 'TableName');
  const result = await host.transact((unit, engine) => act(unit.layer, tableFor(engine, unit, name)));
  if (!result.written) {
    const more = result.item === undefined ? {} : { Item: marshallItem(result.item) };
    throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed', { more });
  }
  return {
    ...(result.attributes !== undefined && isTold(input) && { Attributes: marshallItem(result.attributes) }),
    ...consumed(input, writeUsage(result.change)),
  };
};
