import * as sdk from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type TestServer } from '../testing/open-server.ts';

/*
 * What the service says to requests that it refuses before it looks at any item. Sources: API reference 2012-08-10 (the
 * constraints of each member), and answers of the service that the tests of architect/dynalite and localstack/localstack
 * have recorded.
 */

let server: TestServer;
let client: sdk.DynamoDBClient;

const attributes = (names: string) =>
  [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
const key = (names: string) =>
  [...names].map((AttributeName, at) => ({
    AttributeName,
    KeyType: at === 0 ? ('HASH' as const) : ('RANGE' as const),
  }));

beforeAll(async () => {
  server = await openServer();
  client = new sdk.DynamoDBClient(server.client);
  await client.send(
    new sdk.CreateTableCommand({
      TableName: 'cups',
      AttributeDefinitions: attributes('abc'),
      KeySchema: key('ab'),
      BillingMode: 'PAY_PER_REQUEST',
      LocalSecondaryIndexes: [
        {
          IndexName: 'local',
          KeySchema: key('ac'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x'] },
        },
      ],
      GlobalSecondaryIndexes: [{ IndexName: 'byC', KeySchema: key('c'), Projection: { ProjectionType: 'ALL' } }],
    }),
  );
});
afterAll(() => server.stop());

type Input<Command extends new (input: never) => unknown> = ConstructorParameters<Command>[0];

/** Inputs that the SDK's own types would not let through are given as parsed JSON. */
const refusal = async (call: Promise<unknown>): Promise<string> => {
  try {
    return `answered: ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof sdk.DynamoDBServiceException ? `${error.name}: ${error.message}` : String(error);
  }
};
const said = (message: string): string => `ValidationException: ${message}`;
const INVALID = 'One or more parameter values were invalid: ';
const failed = (value: string, at: string, rule: string): string =>
  `Value ${value} at '${at}' failed to satisfy constraint: ${rule}`;

const table = (more: Partial<Input<typeof sdk.CreateTableCommand>>): Promise<string> =>
  refusal(
    client.send(
      new sdk.CreateTableCommand({
        TableName: 'new',
        AttributeDefinitions: attributes('ab'),
        KeySchema: key('ab'),
        BillingMode: 'PAY_PER_REQUEST',
        ...more,
      }),
    ),
  );

test('every constraint that was not met is told, in the order of the service', async () => {
  expect(await refusal(client.send(new sdk.GetItemCommand({ TableName: 'a;', Key: undefined })))).toBe(
    said(
      `3 validation errors detected: ${[
        failed("'a;'", 'tableName', 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+'),
        failed("'a;'", 'tableName', 'Member must have length greater than or equal to 3'),
        failed('null', 'key', 'Member must not be null'),
      ].join('; ')}`,
    ),
  );
  expect(
    await refusal(
      client.send(
        new sdk.TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: 'cups', Item: undefined } }] }),
      ),
    ),
  ).toBe(
    said(
      `1 validation error detected: ${failed('null', 'transactItems.1.member.put.item', 'Member must not be null')}`,
    ),
  );
  expect(await refusal(client.send(new sdk.BatchGetItemCommand({ RequestItems: { cups: { Keys: [] } } })))).toBe(
    said(
      `1 validation error detected: ${failed("'[]'", 'requestItems.cups.member.keys', 'Member must have length greater than or equal to 1')}`,
    ),
  );
});

test('operations on tables ask for the name in words of their own', async () => {
  expect(await refusal(client.send(new sdk.DescribeTableCommand({ TableName: undefined })))).toBe(
    said("The parameter 'TableName' is required but was not present in the request"),
  );
  expect(await refusal(client.send(new sdk.DeleteTableCommand({ TableName: 'ab' })))).toBe(
    said('TableName must be at least 3 characters long and at most 255 characters long'),
  );
});

test('a table is named by its ARN as well', async () => {
  const { Table } = await client.send(new sdk.DescribeTableCommand({ TableName: 'cups' }));
  const again = await client.send(new sdk.DescribeTableCommand({ TableName: Table?.TableArn }));
  expect(again.Table?.TableName).toBe('cups');
  await client.send(new sdk.GetItemCommand({ TableName: Table?.TableArn, Key: { a: { S: '1' }, b: { S: '2' } } }));
});

test.each<[string, Partial<Input<typeof sdk.CreateTableCommand>>, string]>([
  [
    'more keys than attributes',
    { AttributeDefinitions: attributes('a') },
    'Invalid KeySchema: Some index key attribute have no definition',
  ],
  [
    'a key that is not defined',
    { AttributeDefinitions: attributes('ac') },
    `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [a, b], AttributeDefinitions: [a, c]`,
  ],
  [
    'one name for both keys',
    { KeySchema: key('aa') },
    'Both the Hash Key and the Range Key element in the KeySchema have the same name',
  ],
  [
    'an attribute of no key',
    { AttributeDefinitions: attributes('abc') },
    `${INVALID}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
  ],
  [
    'capacity nobody pays for',
    { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    'no capacity',
    { BillingMode: 'PROVISIONED' },
    `${INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
  ],
  ['an empty list of indexes', { LocalSecondaryIndexes: [] }, `${INVALID}List of LocalSecondaryIndexes is empty`],
  [
    'a local index without a sort key',
    { LocalSecondaryIndexes: [{ IndexName: 'one', KeySchema: key('a'), Projection: { ProjectionType: 'ALL' } }] },
    `${INVALID}Index KeySchema does not have a range key for index: one`,
  ],
  [
    'a local index of another partition',
    { LocalSecondaryIndexes: [{ IndexName: 'one', KeySchema: key('ba'), Projection: { ProjectionType: 'ALL' } }] },
    `${INVALID}Index KeySchema does not have the same leading hash key as table KeySchema for index: one. index hash key: b, table hash key: a`,
  ],
  [
    'attributes beside ALL',
    {
      GlobalSecondaryIndexes: [
        { IndexName: 'one', KeySchema: key('ba'), Projection: { ProjectionType: 'ALL', NonKeyAttributes: ['x'] } },
      ],
    },
    `${INVALID}ProjectionType is ALL, but NonKeyAttributes is specified`,
  ],
  [
    'no projection',
    { GlobalSecondaryIndexes: [{ IndexName: 'one', KeySchema: key('ba'), Projection: {} }] },
    `${INVALID}Unknown ProjectionType: null`,
  ],
  [
    'two indexes of one name',
    {
      GlobalSecondaryIndexes: ['one', 'one'].map((IndexName) => ({
        IndexName,
        KeySchema: key('ba'),
        Projection: { ProjectionType: 'ALL' as const },
      })),
    },
    `${INVALID}Duplicate index name: one`,
  ],
])('a table cannot be made with %s', async (_what, more, message) => {
  expect(await table(more)).toBe(said(message));
});

test.each<[string, Record<string, sdk.AttributeValue>, string]>([
  ['no key', {}, 'The provided key element does not match the schema'],
  ['a key of another type', { a: { N: '1' }, b: { S: '1' } }, 'The provided key element does not match the schema'],
])('many items at once: %s', async (_what, Item, message) => {
  const RequestItems = { cups: [{ PutRequest: { Item } }] };
  expect(await refusal(client.send(new sdk.BatchWriteItemCommand({ RequestItems })))).toBe(said(message));
  const TransactItems = [{ Put: { TableName: 'cups', Item } }];
  expect(await refusal(client.send(new sdk.TransactWriteItemsCommand({ TransactItems })))).toBe(said(message));
});

test('a value of an expression is told with its placeholder', async () => {
  const ask = (values: Record<string, sdk.AttributeValue>) =>
    refusal(
      client.send(
        new sdk.PutItemCommand({
          TableName: 'cups',
          Item: { a: { S: '1' }, b: { S: '2' } },
          ConditionExpression: 'x = :x',
          ExpressionAttributeValues: values,
        }),
      ),
    );
  expect(await ask({ ':x': { N: 'many' } })).toBe(
    said(
      'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: many for key :x',
    ),
  );
  expect(await ask({ x: { N: '1' } })).toBe(
    said('ExpressionAttributeValues contains invalid key: Syntax error; key: "x"'),
  );
});

test('parameters from before expressions mean what they always did', async () => {
  const Key = { a: { S: 'lisbon' }, b: { S: '1' } };
  const TableName = 'cups';
  const update = await client.send(
    new sdk.UpdateItemCommand({
      TableName,
      Key,
      AttributeUpdates: {
        sold: { Action: 'ADD', Value: { N: '2' } },
        c: { Value: { S: 'latte' } },
        gone: { Action: 'DELETE' },
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  expect(update.Attributes).toEqual({ ...Key, sold: { N: '2' }, c: { S: 'latte' } });
  const put = (expected: NonNullable<Input<typeof sdk.PutItemCommand>['Expected']>) =>
    refusal(client.send(new sdk.PutItemCommand({ TableName, Item: Key, Expected: expected })));
  expect(await put({ a: { Exists: false } })).toBe('ConditionalCheckFailedException: The conditional request failed');
  expect(await put({ sold: { ComparisonOperator: 'GT', AttributeValueList: [{ N: '2' }] } })).toMatch(/^Conditional/);
  expect(await put({ sold: {} })).toBe(
    said(`${INVALID}Value must be provided when Exists is null for Attribute: sold`),
  );
  const { Items } = await client.send(
    new sdk.QueryCommand({
      TableName,
      KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'lisbon' }] } },
      QueryFilter: { sold: { ComparisonOperator: 'IN', AttributeValueList: [{ N: '1' }, { N: '2' }] } },
      AttributesToGet: ['c'],
    }),
  );
  expect(Items).toEqual([{ c: { S: 'latte' } }]);
  expect(
    await refusal(
      client.send(new sdk.GetItemCommand({ TableName, Key, AttributesToGet: ['c'], ProjectionExpression: 'c' })),
    ),
  ).toBe(
    said(
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}',
    ),
  );
});
