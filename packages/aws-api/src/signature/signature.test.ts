import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessKeyId, openServer, secretAccessKey, type TestServer } from '../testing/open-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.stop());

const listWith = (
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  more: { readonly region?: string; readonly systemClockOffset?: number } = {},
) => new DynamoDBClient({ ...server.client, ...more, credentials }).send(new ListTablesCommand({}));

const raw = (headers: Readonly<Record<string, string>>) =>
  fetch(`${server.client.endpoint}/`, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables', ...headers },
    body: '{}',
  });

test('whoever has the keys is let in, from any region', async () => {
  for (const region of ['us-east-1', 'ap-southeast-2'])
    expect(await listWith({ accessKeyId, secretAccessKey }, { region })).toMatchObject({ TableNames: [] });
});

test('another key, and the right key with another secret, are told apart', async () => {
  await expect(listWith({ accessKeyId: 'AKIAOTHER', secretAccessKey })).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  });
  await expect(listWith({ accessKeyId, secretAccessKey: 'guess' })).rejects.toMatchObject({
    name: 'InvalidSignatureException',
  });
});

test('a clock that is sixteen minutes off is refused, one that is fourteen off is not', async () => {
  const minutes = (count: number) => ({ systemClockOffset: count * 60_000 });
  expect(await listWith({ accessKeyId, secretAccessKey }, minutes(-14))).toMatchObject({ TableNames: [] });
  await expect(listWith({ accessKeyId, secretAccessKey }, minutes(16))).rejects.toThrow('Signature not yet current');
  await expect(listWith({ accessKeyId, secretAccessKey }, minutes(-16))).rejects.toThrow('Signature expired');
});

test('a request without a signature, or with half of one, is told what it lacks', async () => {
  const without = await raw({});
  expect([without.status, await without.json()]).toEqual([
    400,
    {
      __type: 'com.amazon.coral.service#MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    },
  ]);
  const half = await raw({ authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/r/dynamodb/aws4_request' });
  expect(await half.json()).toMatchObject({
    __type: 'com.amazon.coral.service#IncompleteSignatureException',
    message:
      "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256 Credential=a/20260101/r/dynamodb/aws4_request",
  });
});

test('a body that was changed on its way is noticed', async () => {
  const client = new DynamoDBClient(server.client);
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (typeof request === 'object' && request !== null && 'body' in request) request.body = '[]';
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
  );
  await expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({ name: 'InvalidSignatureException' });
});

test('an operation nobody knows is an unknown operation', async () => {
  const client = new DynamoDBClient(server.client);
  client.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (typeof request === 'object' && request !== null && 'headers' in request) {
        const { headers } = request;
        if (typeof headers === 'object' && headers !== null)
          Object.assign(headers, { 'x-amz-target': 'DynamoDB_20120810.BrewCoffee' });
      }
      return next(args);
    },
    { step: 'build', name: 'rename' },
  );
  await expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
});

test('a router may take the front off the path, if it says so', async () => {
  const stripped = await openServer({ isStripped: true });
  const client = new DynamoDBClient(stripped.client);
  expect(await client.send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] });
  await stripped.stop();
});
