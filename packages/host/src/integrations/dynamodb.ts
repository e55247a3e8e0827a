import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import {
  deleteItem,
  getItem,
  InvalidRequest,
  marshallItem,
  putItem,
  unmarshall,
  unmarshallItem,
  updateItem,
  type TableDefinition,
  type WriteResult,
} from '@espresso/tables';
import { serviceError } from './service-error.ts';
import { findTable } from '../resources/tables.ts';
import { succeeded, type Service, type TaskCall, type TaskResult } from '../engine.ts';

/** `dynamodb:getItem`, `putItem`, `updateItem`, `deleteItem`, in DynamoDB's own JSON. */
export const dynamodb: Service = {
  getItem: (call) =>
    onTable(call, (table, asked) => {
      const item = getItem(call.unit.layer, table, {
        key: unmarshallItem(asked['Key']),
        projection: text(asked['ProjectionExpression']),
        names: names(asked),
      });
      return succeeded(item === undefined ? {} : { Item: marshallItem(item) });
    }),
  putItem: (call) =>
    onTable(call, (table, asked) =>
      answer(
        call,
        putItem(call.unit.layer, table, {
          item: unmarshallItem(asked['Item']),
          returnValues: oneOf(asked['ReturnValues'], ['NONE', 'ALL_OLD']),
          ...conditional(asked),
        }),
      ),
    ),
  updateItem: (call) =>
    onTable(call, (table, asked) =>
      answer(
        call,
        updateItem(call.unit.layer, table, {
          key: unmarshallItem(asked['Key']),
          update: text(asked['UpdateExpression']),
          returnValues: oneOf(asked['ReturnValues'], ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW']),
          ...conditional(asked),
        }),
      ),
    ),
  deleteItem: (call) =>
    onTable(call, (table, asked) =>
      answer(
        call,
        deleteItem(call.unit.layer, table, {
          key: unmarshallItem(asked['Key']),
          returnValues: oneOf(asked['ReturnValues'], ['NONE', 'ALL_OLD']),
          ...conditional(asked),
        }),
      ),
    ),
};

const onTable = (
  call: TaskCall,
  act: (table: TableDefinition, asked: JsonObject) => TaskResult,
): Promise<TaskResult> => {
  const { engine, unit, arguments: asked } = call;
  const name = text(asked['TableName']);
  const table = name === undefined ? undefined : findTable(engine.definitions, unit.layer, name);
  if (table === undefined) {
    return Promise.resolve(said(call, 'ResourceNotFoundException', 'Requested resource not found'));
  }
  try {
    return Promise.resolve(act(table, asked));
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    // What has no exception of its own is told under the service's.
    const general = call.task.integration.sdk ? 'DynamoDbException' : 'AmazonDynamoDBException';
    return Promise.resolve(said(call, general, error.message, error.code));
  }
};

const answer = (call: TaskCall, result: WriteResult): TaskResult => {
  if (!result.written) return said(call, 'ConditionalCheckFailedException', 'The conditional request failed');
  return succeeded(result.attributes === undefined ? {} : { Attributes: marshallItem(result.attributes) });
};

const NAMES = { optimised: 'DynamoDB', product: 'AmazonDynamoDBv2', sdk: 'DynamoDb' };

const said = (call: TaskCall, error: string, message: string, code = error): TaskResult =>
  serviceError(call, NAMES, { error, code, message });

const conditional = (asked: JsonObject) => ({
  condition: text(asked['ConditionExpression']),
  names: names(asked),
  values: isJsonObject(asked['ExpressionAttributeValues'])
    ? Object.fromEntries(
        Object.entries(asked['ExpressionAttributeValues']).map(([name, value]) => [name, unmarshall(value)]),
      )
    : undefined,
});

const names = (asked: JsonObject): Readonly<Record<string, string>> | undefined => {
  const given = asked['ExpressionAttributeNames'];
  if (!isJsonObject(given)) return undefined;
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
};

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

const oneOf = <const Choice extends string>(value: Json | undefined, choices: readonly Choice[]): Choice | undefined =>
  choices.find((choice) => choice === value);
