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
import { findTable } from '../resources/tables.ts';
import { failed, succeeded, type Service, type TaskCall, type TaskResult } from '../engine.ts';

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
        deleteItem(call.unit.layer, table, {
          key: unmarshallItem(asked['Key']),
          returnValues: oneOf(asked['ReturnValues'], ['NONE', 'ALL_OLD']),
          ...conditional(asked),
        }),
      ),
    ),
};

const onTable = (
  { engine, unit, arguments: asked }: TaskCall,
  act: (table: TableDefinition, asked: JsonObject) => TaskResult,
): Promise<TaskResult> => {
  const name = text(asked['TableName']);
  const table = name === undefined ? undefined : findTable(engine.definitions, unit.layer, name);
  if (table === undefined) {
    return Promise.resolve(serviceError('ResourceNotFoundException', 'Requested resource not found'));
  }
  try {
    return Promise.resolve(act(table, asked));
  } catch (error) {
    if (error instanceof InvalidRequest) return Promise.resolve(serviceError('AmazonDynamoDBException', error.message));
    throw error;
  }
};

const answer = (result: WriteResult): TaskResult => {
  if (!result.written) return serviceError('ConditionalCheckFailedException', 'The conditional request failed');
  return succeeded(result.attributes === undefined ? {} : { Attributes: marshallItem(result.attributes) });
};

/** The names and wording of the optimised integration. */
const serviceError = (code: string, message: string): TaskResult =>
  failed(`DynamoDB.${code}`, `${message} (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ${code})`);

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
