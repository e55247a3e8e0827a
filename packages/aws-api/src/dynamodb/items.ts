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
import { consumed, readUnits, writeUnits } from './capacity.ts';
import { tableFor } from './find-table.ts';
import { keyIn, placeholders, projectionIn } from './requests.ts';

export const getItem: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'TableName');
  const key = keyIn(input);
  const isConsistent = booleanIn(input, 'ConsistentRead') ?? false;
  return host.look((unit, engine) => {
    const table = tableFor(engine, unit, name);
    const item = get(unit.layer, table, { key, ...projectionIn(input) });
    const used = consumed(input, table.name, readUnits([item], isConsistent));
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
  const request = { item, returnValues: oldOnly(input), ...conditional(input) };
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
  const { before, after, table } = result.change;
  return {
    ...(result.attributes !== undefined && { Attributes: marshallItem(result.attributes) }),
    ...consumed(input, table.name, writeUnits(before, after)),
  };
};
