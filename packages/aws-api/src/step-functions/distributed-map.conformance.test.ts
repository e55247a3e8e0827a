import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
} from '@aws-sdk/client-sfn';
import type { JsonObject } from '@espresso/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServer, type TestServer } from '../testing/open-server.ts';
import { workbench } from '../testing/workbench.ts';

let server: TestServer;
let bench: ReturnType<typeof workbench>;
beforeAll(async () => {
  server = await openServer();
  bench = workbench(server);
});
afterAll(() => server.stop());

const STANDARD = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };

const each = (states: JsonObject): JsonObject => ({
  Type: 'Map',
  Label: 'Cups',
  ItemProcessor: { ProcessorConfig: STANDARD, StartAt: Object.keys(states)[0] ?? '', States: states },
});

const mapOver = (states: JsonObject, more: JsonObject = {}): JsonObject => ({
  StartAt: 'Each',
  States: { Each: { ...each(states), End: true, ...more } },
});

const passing: JsonObject = { Brew: { Type: 'Pass', End: true } };
const picky: JsonObject = {
  Ask: {
    Type: 'Choice',
    Choices: [{ Variable: '$', NumericLessThan: 0, Next: 'No' }],
    Default: 'Yes',
  },
  No: { Type: 'Fail', Error: 'Cold', Cause: 'below zero' },
  Yes: { Type: 'Succeed' },
};

const run = async (name: string, definition: JsonObject, input: JsonObject) => {
  const executionArn = await bench.start(await bench.create(name, definition), input);
  await server.host.settle();
  const { mapRuns: [shown] = [] } = await bench.client.send(new ListMapRunsCommand({ executionArn }));
  return { executionArn, mapRunArn: shown?.mapRunArn ?? '', told: await bench.describeIt(executionArn) };
};

describe('a distributed Map (guide: Using Map state in Distributed mode)', () => {
  test('runs every item as an execution of its own, and its history tells of the Map Run alone', async () => {
    const { executionArn, mapRunArn, told } = await run('Apart', mapOver(passing, { ItemsPath: '$.cups' }), {
      cups: [1, { a: 2 }, 'x'],
    });
    expect([told.status, told.output]).toEqual(['SUCCEEDED', '[1,{"a":2},"x"]']);
    const events = await bench.historyOf(executionArn);
    expect(events.map(({ id, type, previousEventId }) => `${id} ${type} < ${previousEventId}`)).toEqual([
      '1 ExecutionStarted < 0',
      '2 MapStateEntered < 0',
      '3 MapStateStarted < 2',
      '4 MapRunStarted < 3',
      '5 MapRunSucceeded < 4',
      '6 MapStateSucceeded < 5',
      '7 MapStateExited < 4',
      '8 ExecutionSucceeded < 7',
    ]);
    expect(events[2]?.mapStateStartedEventDetails).toEqual({ length: 3 });
    expect(events[3]?.mapRunStartedEventDetails).toEqual({ mapRunArn });
    expect(mapRunArn).toMatch(/:mapRun:Apart\/Cups:[0-9a-f-]{36}$/);

    const { executions = [] } = await bench.client.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions.map(({ status, itemCount }) => [status, itemCount])).toEqual([
      ['SUCCEEDED', 1],
      ['SUCCEEDED', 1],
      ['SUCCEEDED', 1],
    ]);
    const child = await bench.client.send(
      new DescribeExecutionCommand({ executionArn: executions[0]?.executionArn ?? '' }),
    );
    expect(child.mapRunArn).toBe(mapRunArn);
    expect(child.stateMachineArn).toMatch(/:stateMachine:Apart\/Cups$/);
  });

  test('counts what became of its children', async () => {
    const { mapRunArn } = await run('Counted', mapOver(passing, { ItemsPath: '$.n', MaxConcurrency: 2 }), {
      n: [1, 2, 3],
    });
    const told = await bench.client.send(new DescribeMapRunCommand({ mapRunArn }));
    const counts = {
      pending: 0,
      running: 0,
      succeeded: 3,
      failed: 0,
      timedOut: 0,
      aborted: 0,
      total: 3,
      resultsWritten: 3,
    };
    expect(told.itemCounts).toEqual(counts);
    expect(told.executionCounts).toEqual(counts);
    expect([told.status, told.maxConcurrency, told.toleratedFailureCount, told.toleratedFailurePercentage]).toEqual([
      'SUCCEEDED',
      2,
      0,
      0,
    ]);
  });

  test('fails as soon as one child fails', async () => {
    const { executionArn, told } = await run('Strict', mapOver(picky, { ItemsPath: '$.n' }), { n: [1, -1, 2] });
    expect([told.status, told.error, told.cause]).toEqual([
      'FAILED',
      'States.ExceedToleratedFailureThreshold',
      'The specified tolerated failure threshold was exceeded',
    ]);
    expect((await bench.historyOf(executionArn)).slice(4).map(({ type }) => type)).toEqual([
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  test.each<[string, JsonObject, string]>([
    ['a tolerated count is not exceeded by as many', { ToleratedFailureCount: 1 }, 'SUCCEEDED'],
    ['a tolerated percentage is exceeded by more', { ToleratedFailurePercentage: 30 }, 'FAILED'],
    ['a tolerated percentage is not exceeded by less', { ToleratedFailurePercentage: 34 }, 'SUCCEEDED'],
    ['a tolerated count comes from a path', { ToleratedFailureCountPath: '$.most' }, 'SUCCEEDED'],
  ])('%s', async (claim, more, status) => {
    const definition = mapOver(picky, { ItemsPath: '$.n', ...more });
    const { told } = await run(claim.replaceAll(' ', '-'), definition, { n: [1, -1, 2], most: 1 });
    expect(told.status).toBe(status);
    if (status === 'SUCCEEDED') expect(told.output).toBe('[1,2]');
  });

  test('puts items together in batches, with what they share', async () => {
    const batcher = { MaxItemsPerBatch: 2, BatchInput: { 'shop.$': '$.shop' } };
    const definition = mapOver(passing, { ItemsPath: '$.n', ItemBatcher: batcher });
    const { told, mapRunArn } = await run('Batched', definition, { n: [1, 2, 3], shop: 'main' });
    expect(JSON.parse(told.output ?? '')).toEqual([
      { BatchInput: { shop: 'main' }, Items: [1, 2] },
      { BatchInput: { shop: 'main' }, Items: [3] },
    ]);
    const { itemCounts, executionCounts } = await bench.client.send(new DescribeMapRunCommand({ mapRunArn }));
    expect([itemCounts?.total, executionCounts?.total]).toEqual([3, 2]);
  });

  test('reads a CSV file from a bucket, and writes the results beside a manifest', async () => {
    const put = {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:s3:putObject',
      Parameters: { Bucket: 'menus', Key: 'cups.csv', Body: 'name,size\nlatte,"a ""big"" one"\nmocha,\n' },
      ResultPath: null,
      Next: 'Each',
    };
    const read = {
      ...each(passing),
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
        Parameters: { Bucket: 'menus', Key: 'cups.csv' },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'menus', Prefix: 'out' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
      },
      ResultPath: '$.written',
      Next: 'Look',
    };
    const look = {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:s3:listObjectsV2',
      Parameters: { Bucket: 'menus', Prefix: 'out/' },
      ResultSelector: { 'keys.$': '$.Contents[*].Key' },
      ResultPath: '$.listed',
      Next: 'Read',
    };
    const readBack = {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
      Parameters: { Bucket: 'menus', 'Key.$': '$.listed.keys[0]' },
      ResultSelector: { 'body.$': 'States.StringToJson($.Body)' },
      End: true,
    };
    const definition = { StartAt: 'Put', States: { Put: put, Each: read, Look: look, Read: readBack } };
    const { told, executionArn } = await run('Files', definition, {});
    expect([told.status, told.cause]).toEqual(['SUCCEEDED', undefined]);
    expect(JSON.parse(told.output ?? '')).toEqual({
      body: [
        { name: 'latte', size: 'a "big" one' },
        { name: 'mocha', size: '' },
      ],
    });
    const started = (await bench.historyOf(executionArn)).find(({ type }) => type === 'MapStateStarted');
    expect(started?.mapStateStartedEventDetails).toEqual({ length: 0 });
  });

  test('fails with States.ItemReaderFailed where its file is not there', async () => {
    const reader = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'menus', Key: 'nowhere' } };
    const { told } = await run('Nowhere', mapOver(passing, { ItemReader: reader }), {});
    expect([told.status, told.error]).toEqual(['FAILED', 'States.ItemReaderFailed']);
  });

  test('starts no more children than may run, takes another number while it runs, and stops with its execution', async () => {
    const waiting: JsonObject = { Wait: { Type: 'Wait', Seconds: 1_000, End: true } };
    const { executionArn, mapRunArn } = await run('Slow', mapOver(waiting, { ItemsPath: '$.n', MaxConcurrency: 1 }), {
      n: [1, 2, 3],
    });
    const running = async (): Promise<number | undefined> =>
      (await bench.client.send(new DescribeMapRunCommand({ mapRunArn }))).executionCounts?.running;
    expect(await running()).toBe(1);
    await bench.client.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 2 }));
    await server.host.settle();
    expect(await running()).toBe(2);
    await bench.client.send(new StopExecutionCommand({ executionArn }));
    await server.host.settle();
    const { status, executionCounts } = await bench.client.send(new DescribeMapRunCommand({ mapRunArn }));
    expect([status, executionCounts?.running]).toEqual(['ABORTED', 0]);
    const { executions = [] } = await bench.client.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions.map((child) => child.status)).toEqual(['ABORTED', 'ABORTED']);
  });
});
