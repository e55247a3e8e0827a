import { Agent } from 'node:http';
import { SFNClient, TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import type { JsonObject } from '@espresso/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type TestServer } from '../testing/open-server.ts';

let server: TestServer;
let client: SFNClient;

beforeAll(async () => {
  server = await openServer();
  client = new SFNClient(server.client);
});
afterAll(() => server.stop());

const tried = async (state: JsonObject, more: Partial<TestStateCommandInput> = {}) => {
  const { $metadata: _, ...result } = await client.send(
    new TestStateCommand({ definition: JSON.stringify(state), roleArn: 'arn:aws:iam::1:role/r', ...more }),
  );
  return result;
};

const task: JsonObject = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', 'Payload.$': '$' },
  ResultSelector: { 'n.$': '$.Payload.n' },
  ResultPath: '$.done',
  Retry: [{ ErrorEquals: ['Busy'] }],
  Catch: [{ ErrorEquals: ['Broken'], Next: 'Repair' }],
  Next: 'Serve',
};

test('a state by itself tells its output and where it would go on', async () => {
  const pass = { Type: 'Pass', InputPath: '$.a', Result: { b: 2 }, ResultPath: '$.c', Next: 'On' };
  expect(await tried(pass, { input: '{"a":{}}' })).toEqual({
    output: '{"a":{},"c":{"b":2}}',
    nextState: 'On',
    status: 'SUCCEEDED',
  });
});

test('a mocked task is taken for what it says: done, failed, to be tried again, caught', async () => {
  const input = '{"x":1}';
  expect(await tried(task, { input, mock: { result: '{"Payload":{"n":7}}' } })).toEqual({
    output: '{"x":1,"done":{"n":7}}',
    nextState: 'Serve',
    status: 'SUCCEEDED',
  });
  const failing = (error: string) => tried(task, { input, mock: { errorOutput: { error, cause: 'why' } } });
  expect(await failing('Other')).toEqual({ error: 'Other', cause: 'why', status: 'FAILED' });
  expect(await failing('Busy')).toEqual({ error: 'Busy', cause: 'why', status: 'RETRIABLE' });
  const spent = {
    mock: { errorOutput: { error: 'Busy', cause: 'why' } },
    stateConfiguration: { retrierRetryCount: 3 },
  };
  expect(await tried(task, { input, ...spent })).toEqual({ error: 'Busy', cause: 'why', status: 'FAILED' });
  expect(await failing('Broken')).toMatchObject({ error: 'Broken', nextState: 'Repair', status: 'CAUGHT_ERROR' });
});

test('inspection shows the data at each step', async () => {
  const { inspectionData } = await tried(task, {
    input: '{"x":1}',
    mock: { result: '{"Payload":{"n":7}}' },
    inspectionLevel: 'DEBUG',
  });
  expect(inspectionData).toEqual({
    input: '{"x":1}',
    afterInputPath: '{"x":1}',
    afterParameters: '{"FunctionName":"f","Payload":{"x":1}}',
    result: '{"Payload":{"n":7}}',
    afterResultSelector: '{"n":7}',
    afterResultPath: '{"x":1,"done":{"n":7}}',
  });
});

test('one state of a whole machine is tried by its name, with variables', async () => {
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'First',
    States: {
      First: { Type: 'Pass', Next: 'Second' },
      Second: { Type: 'Pass', Output: '{% $price * 2 %}', End: true },
    },
  };
  expect(await tried(machine, { stateName: 'Second', variables: '{"price":21}' })).toEqual({
    output: '42',
    status: 'SUCCEEDED',
  });
});

test('a Choice tells where it goes, a Wait does not wait, a Fail fails', async () => {
  const choice = { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'One' }], Default: 'Other' };
  expect(await tried(choice, { input: '{"n":1}' })).toMatchObject({ nextState: 'One' });
  expect(await tried(choice, { input: '{"n":2}' })).toMatchObject({ nextState: 'Other' });
  expect(await tried({ Type: 'Wait', Seconds: 9_999, Next: 'On' })).toMatchObject({ nextState: 'On' });
  expect(await tried({ Type: 'Fail', Error: 'E', Cause: 'C' })).toEqual({ error: 'E', cause: 'C', status: 'FAILED' });
});

test('a mocked Map is as good as done', async () => {
  const map = {
    Type: 'Map',
    ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
    ResultPath: '$.all',
    End: true,
  };
  expect(await tried(map, { input: '{}', mock: { result: '[1,2]' } })).toEqual({
    output: '{"all":[1,2]}',
    status: 'SUCCEEDED',
  });
});

test.each<[string, JsonObject, Partial<TestStateCommandInput>, string]>([
  [
    'of a Pass',
    { Type: 'Pass', End: true },
    { mock: { result: '{}' } },
    "State type 'Pass' is not supported when a mock is specified",
  ],
  [
    'with a result and an error',
    task,
    { mock: { result: '{}', errorOutput: { error: 'E' } } },
    'A test mock should have only one of the following fields: [result, errorOutput].',
  ],
  [
    'beside secrets',
    task,
    { mock: { result: '{}' }, revealSecrets: true },
    'TestState does not support RevealSecrets when a mock is specified.',
  ],
  [
    'of a Map that is no list',
    { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, End: true },
    { mock: { result: '{}' } },
    'Mocked result must be an array.',
  ],
  [
    'of a Parallel with another number of branches',
    { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }], End: true },
    { mock: { result: '[1,2]' } },
    'Mocked result must contain the same number of items as number of Parallel branches.',
  ],
])('a mock %s is refused as AWS words it', async (_claim, state, more, message) => {
  await expect(tried(state, more)).rejects.toMatchObject({ name: 'ValidationException', message });
});

test('an unmodified client reaches it by a name that leads here with `sync-` in front as well', async () => {
  // What a line in the machine's hosts file does.
  const toHere = new Agent({
    lookup: (_name, _options, found) => {
      found(null, [{ address: '127.0.0.1', family: 4 }]);
    },
  });
  const { disableHostPrefix: _unset, endpoint, ...more } = server.client;
  const unmodified = new SFNClient({
    ...more,
    endpoint: endpoint.replace('127.0.0.1', 'localhost'),
    requestHandler: { httpAgent: toHere },
  });
  const definition = JSON.stringify({ Type: 'Succeed' });
  const roleArn = 'arn:aws:iam::1:role/r';
  expect(await unmodified.send(new TestStateCommand({ definition, roleArn }))).toMatchObject({ status: 'SUCCEEDED' });
  unmodified.destroy();
});
