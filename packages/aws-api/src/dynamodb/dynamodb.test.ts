import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  TransactionCanceledException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  DescribeTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
  DeleteCommand,
} from '@aws-sdk/lib-dynamodb';
import { defineContext, defineTable } from '@espresso/contract';
import { memoryStore } from '@espresso/host';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openServer, type TestServer } from '../testing/open-server.ts';

const cups = defineTable({
  owner: 'kitchen',
  name: 'cups',
  purpose: 'Cups',
  item: z.object({ cup: z.string() }),
  partitionKey: { name: 'cup', type: 'S' },
});
const kitchen = defineContext({ name: 'kitchen', purpose: 'Cups', tables: [cups] });

let server: TestServer;
let client: DynamoDBClient;
let documents: DynamoDBDocumentClient;

beforeAll(async () => {
  server = await openServer({ contexts: [kitchen] });
  client = new DynamoDBClient(server.client);
  documents = DynamoDBDocumentClient.from(client);
  await createOrders(client);
});

afterAll(() => server.stop());

const createOrders = (to: DynamoDBClient) =>
  to.send(
    new CreateTableCommand({
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'shop', AttributeType: 'S' },
        { AttributeName: 'number', AttributeType: 'N' },
        { AttributeName: 'drink', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'shop', KeyType: 'HASH' },
        { AttributeName: 'number', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-drink',
          KeySchema: [{ AttributeName: 'drink', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );

describe('tables', () => {
  test('a table is made, found, listed and described as it was asked for', async () => {
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: 'orders' });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'orders' }));
    expect(Table).toMatchObject({
      TableName: 'orders',
      TableStatus: 'ACTIVE',
      TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders',
      KeySchema: [
        { AttributeName: 'shop', KeyType: 'HASH' },
        { AttributeName: 'number', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [{ IndexName: 'by-drink', IndexStatus: 'ACTIVE' }],
    });
    const { TableNames } = await client.send(new ListTablesCommand({}));
    expect(TableNames).toEqual(['kitchen-cups', 'orders']);
  });

  test('the same name twice is in use', async () => {
    await expect(createOrders(client)).rejects.toThrow(ResourceInUseException);
  });

  test("a context's table can be read and written, and not be deleted", async () => {
    await documents.send(new PutCommand({ TableName: 'kitchen-cups', Item: { cup: 'blue' } }));
    const { Item } = await documents.send(new GetCommand({ TableName: 'kitchen-cups', Key: { cup: 'blue' } }));
    expect(Item).toEqual({ cup: 'blue' });
    await expect(client.send(new DeleteTableCommand({ TableName: 'kitchen-cups' }))).rejects.toThrow(
      ResourceInUseException,
    );
  });

  test('a deleted table is gone, and a new one of its name is empty', async () => {
    const make = () =>
      client.send(
        new CreateTableCommand({
          TableName: 'short-lived',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        }),
      );
    await make();
    await documents.send(new PutCommand({ TableName: 'short-lived', Item: { id: 'a' } }));
    await client.send(new DeleteTableCommand({ TableName: 'short-lived' }));
    const read = new GetCommand({ TableName: 'short-lived', Key: { id: 'a' } });
    await expect(documents.send(read)).rejects.toThrow(ResourceNotFoundException);
    await make();
    expect((await documents.send(read)).Item).toBeUndefined();
  });

  test('an index that is added later finds what was there before', async () => {
    await client.send(
      new CreateTableCommand({
        TableName: 'indexed',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    await documents.send(new PutCommand({ TableName: 'indexed', Item: { id: 'a', colour: 'red' } }));
    await client.send(
      new UpdateTableCommand({
        TableName: 'indexed',
        AttributeDefinitions: [{ AttributeName: 'colour', AttributeType: 'S' }],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: 'by-colour',
              KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'KEYS_ONLY' },
            },
          },
        ],
      }),
    );
    const { Items } = await documents.send(
      new QueryCommand({
        TableName: 'indexed',
        IndexName: 'by-colour',
        KeyConditionExpression: 'colour = :c',
        ExpressionAttributeValues: { ':c': 'red' },
      }),
    );
    expect(Items).toEqual([{ id: 'a', colour: 'red' }]);
  });

  test('time to live is switched on once', async () => {
    const ask = new UpdateTimeToLiveCommand({
      TableName: 'orders',
      TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
    });
    await client.send(ask);
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'orders' }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    await expect(client.send(ask)).rejects.toThrow('TimeToLive is already enabled');
  });
});

describe('items', () => {
  const put = (number: number, drink: string) =>
    documents.send(
      new PutCommand({ TableName: 'orders', Item: { shop: 'main', number, drink, tags: new Set(['hot']) } }),
    );

  test('what was put is got, queried in order, and scanned', async () => {
    for (const [at, drink] of ['latte', 'mocha', 'latte'].entries()) await put(at + 1, drink);
    const { Item } = await documents.send(new GetCommand({ TableName: 'orders', Key: { shop: 'main', number: 2 } }));
    expect(Item).toMatchObject({ drink: 'mocha', tags: new Set(['hot']) });
    const { Items, LastEvaluatedKey } = await documents.send(
      new QueryCommand({
        TableName: 'orders',
        KeyConditionExpression: 'shop = :s',
        ExpressionAttributeValues: { ':s': 'main' },
        ScanIndexForward: false,
        Limit: 2,
      }),
    );
    expect(Items).toMatchObject([{ number: 3 }, { number: 2 }]);
    expect(LastEvaluatedKey).toEqual({ shop: 'main', number: 2 });
    const { Count, ScannedCount } = await documents.send(
      new ScanCommand({
        TableName: 'orders',
        FilterExpression: 'drink = :d',
        ExpressionAttributeValues: { ':d': 'latte' },
      }),
    );
    expect([Count, ScannedCount]).toEqual([2, 3]);
  });

  test('an update tells what it was asked for', async () => {
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: 'orders',
        Key: { shop: 'side', number: 1 },
        UpdateExpression: 'ADD sips :one SET drink = :d',
        ExpressionAttributeValues: { ':one': 1, ':d': 'tea' },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(Attributes).toEqual({ shop: 'side', number: 1, sips: 1, drink: 'tea' });
    const deleted = await documents.send(
      new DeleteCommand({ TableName: 'orders', Key: { shop: 'side', number: 1 }, ReturnValues: 'ALL_OLD' }),
    );
    expect(deleted.Attributes).toMatchObject({ drink: 'tea' });
  });

  test('a condition that does not hold is told with the item, where that is asked for', async () => {
    await put(9, 'flat white');
    const error = await client
      .send(
        new PutItemCommand({
          TableName: 'orders',
          Item: { shop: { S: 'main' }, number: { N: '9' } },
          ConditionExpression: 'attribute_not_exists(shop)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      )
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({ message: 'The conditional request failed', Item: { drink: { S: 'flat white' } } });
  });

  test('batches of many tables are written and read', async () => {
    await documents.send(
      new BatchWriteCommand({
        RequestItems: {
          orders: [{ PutRequest: { Item: { shop: 'batch', number: 1 } } }],
          'kitchen-cups': [{ PutRequest: { Item: { cup: 'red' } } }],
        },
      }),
    );
    const { Responses } = await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          orders: { Keys: [{ shop: { S: 'batch' }, number: { N: '1' } }] },
          'kitchen-cups': { Keys: [{ cup: { S: 'red' } }, { cup: { S: 'none' } }] },
        },
      }),
    );
    expect(Responses).toEqual({
      orders: [{ shop: { S: 'batch' }, number: { N: '1' } }],
      'kitchen-cups': [{ cup: { S: 'red' } }],
    });
  });

  test('a transaction writes all or nothing, and says why not', async () => {
    const transaction = () =>
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: 'orders',
              Item: { shop: 'trans', number: 1 },
              ConditionExpression: 'attribute_not_exists(shop)',
            },
          },
          {
            Update: {
              TableName: 'orders',
              Key: { shop: 'trans', number: 2 },
              UpdateExpression: 'SET a = :a',
              ExpressionAttributeValues: { ':a': 1 },
            },
          },
        ],
      });
    await documents.send(transaction());
    const error = await documents.send(transaction()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error).toMatchObject({
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]',
      CancellationReasons: [
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
        { Code: 'None' },
      ],
    });
    const { Responses } = await documents.send(
      new TransactGetCommand({ TransactItems: [{ Get: { TableName: 'orders', Key: { shop: 'trans', number: 2 } } }] }),
    );
    expect(Responses).toEqual([{ Item: { shop: 'trans', number: 2, a: 1 } }]);
  });

  test('a transaction sent twice with one token is done once', async () => {
    const twice = {
      ClientRequestToken: 'token-1',
      TransactItems: [
        {
          Update: {
            TableName: 'orders',
            Key: { shop: 'once', number: 1 },
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      ],
    };
    await documents.send(new TransactWriteCommand(twice));
    await documents.send(new TransactWriteCommand(twice));
    const { Item } = await documents.send(new GetCommand({ TableName: 'orders', Key: { shop: 'once', number: 1 } }));
    expect(Item).toMatchObject({ n: 1 });
  });

  test("what is wrong with a request is told in DynamoDB's words", async () => {
    await expect(client.send(new GetItemCommand({ TableName: 'nowhere', Key: { a: { S: 'b' } } }))).rejects.toThrow(
      'Requested resource not found',
    );
    await expect(
      client.send(new GetItemCommand({ TableName: 'orders', Key: { a: { S: 'b' } } })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The provided key element does not match the schema',
    });
  });
});

test('tables and their items survive a restart', async () => {
  const store = memoryStore();
  const first = await openServer({ store });
  await createOrders(new DynamoDBClient(first.client));
  const write = DynamoDBDocumentClient.from(new DynamoDBClient(first.client));
  await write.send(new PutCommand({ TableName: 'orders', Item: { shop: 'a', number: 1, drink: 'latte' } }));
  await first.stop();
  const second = await openServer({ store });
  const { Items } = await DynamoDBDocumentClient.from(new DynamoDBClient(second.client)).send(
    new QueryCommand({
      TableName: 'orders',
      IndexName: 'by-drink',
      KeyConditionExpression: 'drink = :d',
      ExpressionAttributeValues: { ':d': 'latte' },
    }),
  );
  expect(Items).toEqual([{ shop: 'a', number: 1, drink: 'latte' }]);
  await second.stop();
});
