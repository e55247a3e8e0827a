import { DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBar, type TestBar } from '../testing/test-bar.ts';

const credentials = { accessKeyId: 'ESPRESSO0123456789AB', secretAccessKey: 'only for this test, and no bar at all' };
let bar: TestBar;

beforeAll(async () => {
  bar = await openTestBar({ aws: { credentials, anywhere: false } });
  // Signatures carry the time, and clients trust the machine's.
  bar.clock.advance(Date.now() - bar.clock.now());
});
afterAll(() => bar.close());

/** What an unmodified client is told. */
const settings = (keys = credentials) => ({
  endpoint: `${bar.url}/aws`,
  region: 'eu-west-1',
  credentials: keys,
});

test('the tables of the bar are DynamoDB tables', async () => {
  const client = new DynamoDBClient(settings());
  const { TableNames: names = [] } = await client.send(new ListTablesCommand({}));
  expect(names).toEqual(expect.arrayContaining(['order-manager-orders', 'order-processor-places', 'shop-shops']));
  const shop = await client.send(new GetItemCommand({ TableName: 'shop-shops', Key: { shopId: { S: 'main' } } }));
  expect(shop.Item?.['name']).toEqual({ S: 'Serverless Espresso' });
  client.destroy();
});

test('the rules of the bar are EventBridge rules', async () => {
  const client = new EventBridgeClient(settings());
  const { Rules: rules = [] } = await client.send(new ListRulesCommand({ NamePrefix: 'order-processor' }));
  expect(rules.map(({ Name: name }) => name)).toContain('order-processor.startOrder');
  client.destroy();
});

test('the workflow of an order is a Step Functions execution, with its history', async () => {
  await bar.scan(await bar.customer('ana@example.com'));
  const client = new SFNClient(settings());
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:OrderProcessor';
  const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
  const executionArn = executions[0]?.executionArn;
  const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(execution.status).toBe('RUNNING');
  const history = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(history.events?.at(-1)?.type).toBe('TaskSubmitted');
  client.destroy();
});

test('a request signed with another secret is refused', async () => {
  const client = new DynamoDBClient(settings({ ...credentials, secretAccessKey: 'guessed' }));
  await expect(client.send(new ListTablesCommand({}))).rejects.toThrow('signature');
  client.destroy();
});

test('a bar that was given no keys offers nothing there', async () => {
  const plain = await openTestBar();
  expect((await plain.call('POST', '/aws', { body: {} })).status).toBe(404);
  await plain.close();
});
