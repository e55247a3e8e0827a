import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type TestServer } from '../testing/open-server.ts';

/* API reference 2012-08-10, "ConsumedCapacity"; developer guide, "Read and write operations" and "Local secondary indexes". */

let server: TestServer;
let client: DynamoDBClient;
const TableName = 'cups';
const key = (b: string) => ({ a: { S: 'lisbon' }, b: { S: b } });
const text = (length: number) => ({ S: 'x'.repeat(length) });

beforeAll(async () => {
  server = await openServer();
  client = new DynamoDBClient(server.client);
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: ['a', 'b', 'c'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'a', KeyType: 'HASH' },
        { AttributeName: 'b', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      LocalSecondaryIndexes: [
        {
          IndexName: 'local',
          KeySchema: [
            { AttributeName: 'a', KeyType: 'HASH' },
            { AttributeName: 'c', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byC',
          KeySchema: [{ AttributeName: 'c', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
});
afterAll(() => server.stop());

test('a write counts its kilobytes, and those of each index it touches', async () => {
  const put = await client.send(
    new PutItemCommand({
      TableName,
      Item: { ...key('1'), c: { S: 'latte' }, x: text(2_500) },
      ReturnConsumedCapacity: 'INDEXES',
    }),
  );
  expect(put.Attributes).toBeUndefined();
  expect(put.ConsumedCapacity).toEqual({
    TableName,
    CapacityUnits: 7,
    Table: { CapacityUnits: 3 },
    LocalSecondaryIndexes: { local: { CapacityUnits: 1 } },
    GlobalSecondaryIndexes: { byC: { CapacityUnits: 3 } },
  });
});

test('an entry that moves in an index is two writes, one that stays the same is none', async () => {
  const update = (expression: string, value: string) =>
    client.send(
      new UpdateItemCommand({
        TableName,
        Key: key('1'),
        UpdateExpression: expression,
        ExpressionAttributeValues: { ':v': { S: value } },
        ReturnConsumedCapacity: 'INDEXES',
      }),
    );
  const moved = await update('SET c = :v', 'mocha');
  expect(moved.ConsumedCapacity?.GlobalSecondaryIndexes).toEqual({ byC: { CapacityUnits: 6 } });
  const same = await update('SET y = :v', 'hot');
  expect(same.ConsumedCapacity?.LocalSecondaryIndexes).toBeUndefined();
});

test('a query counts what it looked at, not what its filter let through', async () => {
  const { Count, ConsumedCapacity } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'byC',
      KeyConditionExpression: 'c = :c',
      FilterExpression: 'attribute_not_exists(x)',
      ExpressionAttributeValues: { ':c': { S: 'mocha' } },
      ReturnConsumedCapacity: 'INDEXES',
    }),
  );
  expect(Count).toBe(0);
  expect(ConsumedCapacity).toEqual({
    TableName,
    CapacityUnits: 0.5,
    Table: { CapacityUnits: 0 },
    GlobalSecondaryIndexes: { byC: { CapacityUnits: 0.5 } },
  });
});

test('batches tell one sum for each table, transactions cost twice', async () => {
  const batch = await client.send(
    new BatchWriteItemCommand({
      RequestItems: { [TableName]: ['2', '3'].map((b) => ({ PutRequest: { Item: key(b) } })) },
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  expect(batch.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2 }]);
  const write = await client.send(
    new TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName, Item: key('4') } }],
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  expect(write.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, WriteCapacityUnits: 2 }]);
  const read = await client.send(
    new TransactGetItemsCommand({
      TransactItems: [{ Get: { TableName, Key: key('4') } }, { Get: { TableName, Key: key('nobody') } }],
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  expect(read.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 4, ReadCapacityUnits: 4 }]);
});

test('a local index is read consistently, and gives what it does not hold from the table', async () => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'local',
      KeyConditionExpression: 'a = :a',
      ExpressionAttributeValues: { ':a': { S: 'lisbon' } },
      ProjectionExpression: 'b, y',
      ConsistentRead: true,
    }),
  );
  expect(Items).toEqual([{ b: { S: '1' }, y: { S: 'hot' } }]);
});
