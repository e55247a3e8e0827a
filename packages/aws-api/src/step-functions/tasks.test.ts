import {
  CreateActivityCommand,
  GetActivityTaskCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { JsonObject } from '@espresso/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openServer, type TestServer } from '../testing/open-server.ts';
import { maths, waiting, workbench } from '../testing/workbench.ts';

let server: TestServer;
let client: SFNClient;
let create: ReturnType<typeof workbench>['create'];
let start: ReturnType<typeof workbench>['start'];
let describeIt: ReturnType<typeof workbench>['describeIt'];
let historyOf: ReturnType<typeof workbench>['historyOf'];

beforeAll(async () => {
  server = await openServer({ contexts: [maths] });
  ({ client, create, start, describeIt, historyOf } = workbench(server));
});
afterAll(() => server.stop());

describe('tasks', () => {
  const tokenOf = async (arn: string): Promise<string> => {
    const scheduled = (await historyOf(arn)).find(({ type }) => type === 'TaskScheduled');
    const { Entries } = z
      .object({ Entries: z.array(z.object({ Detail: z.object({ token: z.string() }) })) })
      .parse(JSON.parse(scheduled?.taskScheduledEventDetails?.parameters ?? ''));
    return Entries[0]?.Detail.token ?? '';
  };
  const callback: JsonObject = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::events:putEvents.waitForTaskToken',
        Parameters: { Entries: [{ Source: 'test', DetailType: 'Asked', Detail: { 'token.$': '$$.Task.Token' } }] },
        HeartbeatSeconds: 100,
        End: true,
      },
    },
  };

  test('a task token brings its task to success or failure, once', async () => {
    const machine = await create('asking', callback);
    const good = await start(machine);
    const taskToken = await tokenOf(good);
    await client.send(new SendTaskHeartbeatCommand({ taskToken }));
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"drink":"latte"}' }));
    expect(await describeIt(good)).toMatchObject({ status: 'SUCCEEDED', output: '{"drink":"latte"}' });
    await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
    const bad = await start(machine);
    await client.send(new SendTaskFailureCommand({ taskToken: await tokenOf(bad), error: 'E', cause: 'C' }));
    expect(await describeIt(bad)).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C' });
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken: 'made up' }))).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });

  test('an activity gives its work to the worker that asks for it', async () => {
    const { activityArn = '' } = await client.send(new CreateActivityCommand({ name: 'barista' }));
    const arn = await start(
      await create('activities', {
        StartAt: 'Make',
        States: { Make: { Type: 'Task', Resource: activityArn, End: true } },
      }),
      { drink: 'mocha' },
    );
    const task = await client.send(new GetActivityTaskCommand({ activityArn, workerName: 'bea' }));
    expect(task.input).toBe('{"drink":"mocha"}');
    await client.send(new SendTaskSuccessCommand({ taskToken: task.taskToken, output: '"made"' }));
    expect((await historyOf(arn)).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'ActivityScheduled',
      'ActivityStarted',
      'ActivitySucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test.each([
    'maths-double',
    'arn:aws:lambda:us-east-1:000000000000:function:maths-double',
    '000000000000:function:maths-double',
  ])('a function is called by %s', async (FunctionName) => {
    const invoke: JsonObject = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName, 'Payload.$': '$' },
      ResultSelector: { 'n.$': '$.Payload.n' },
      End: true,
    };
    const machine = await create(`invoke-${FunctionName.length}`, { StartAt: 'Double', States: { Double: invoke } });
    expect((await describeIt(await start(machine, { n: 4 }))).output).toBe('{"n":8}');
  });

  test('a function by its ARN has events of its own', async () => {
    const Resource = 'arn:aws:lambda:us-east-1:000000000000:function:maths-double';
    const machine = await create('by-arn', {
      StartAt: 'Double',
      States: { Double: { Type: 'Task', Resource, End: true } },
    });
    const arn = await start(machine, { n: 4 });
    expect((await historyOf(arn)).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(await describeIt(await start(machine, { n: 100 }))).toMatchObject({ status: 'FAILED', error: 'TooLarge' });
  });

  test.each(['.sync', '.sync:2'])('an execution waits for another one that it started (%s)', async (pattern) => {
    const child = await create(`child${pattern.length}`, callback);
    const machine = await create(`parent${pattern.length}`, {
      StartAt: 'Run',
      States: {
        Run: {
          Type: 'Task',
          Resource: `arn:aws:states:::states:startExecution${pattern}`,
          Parameters: { StateMachineArn: child, Name: `c${pattern.length}`, Input: { a: 1 } },
          End: true,
        },
      },
    });
    const parent = await start(machine);
    expect((await describeIt(parent)).status).toBe('RUNNING');
    const inner = `${child.replace('stateMachine', 'execution')}:c${pattern.length}`;
    await client.send(new SendTaskSuccessCommand({ taskToken: await tokenOf(inner), output: '{"b":2}' }));
    await server.host.settle();
    const { output = '{}', status } = await describeIt(parent);
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output)).toMatchObject(
      pattern === '.sync'
        ? { Status: 'SUCCEEDED', Input: '{"a":1}', Output: '{"b":2}' }
        : { Status: 'SUCCEEDED', Input: { a: 1 }, Output: { b: 2 } },
    );
  });

  test('a child that fails fails the task that waits for it, and is described in the cause', async () => {
    const child = await create('failing-child', {
      StartAt: 'No',
      States: { No: { Type: 'Fail', Error: 'E', Cause: 'C' } },
    });
    const parent = await start(
      await create('parent-of-failing', {
        StartAt: 'Run',
        States: {
          Run: {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution.sync:2',
            Parameters: { StateMachineArn: child },
            End: true,
          },
        },
      }),
    );
    const { error, cause = '{}' } = await describeIt(parent);
    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause)).toMatchObject({ Status: 'FAILED', Error: 'E', Cause: 'C', RedriveStatus: 'REDRIVABLE' });
  });

  test('the optimised and the SDK integration name the same error differently', async () => {
    const failing = async (Resource: string) => {
      const missing = { Type: 'Task', Resource, Parameters: { TableName: 'none', Key: { a: { S: 'b' } } }, End: true };
      return describeIt(
        await start(await create(`get-${Resource.length}`, { StartAt: 'Get', States: { Get: missing } })),
      );
    };
    const optimised = await failing('arn:aws:states:::dynamodb:getItem');
    expect(optimised.error).toBe('DynamoDB.ResourceNotFoundException');
    expect(optimised.cause).toMatch(
      /^Requested resource not found \(Service: AmazonDynamoDBv2; Status Code: 400; .*Proxy: null\)$/,
    );
    const sdk = await failing('arn:aws:states:::aws-sdk:dynamodb:getItem');
    expect(sdk.error).toBe('DynamoDb.ResourceNotFoundException');
    expect(sdk.cause).toMatch(/^Requested resource not found \(Service: DynamoDb, Status Code: 400, Request ID: /);
  });

  test('stopping an execution stops the one it waits for', async () => {
    const child = await create('stopped-child', waiting);
    const parent = await start(
      await create('stopping', {
        StartAt: 'Run',
        States: {
          Run: {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution.sync',
            Parameters: { StateMachineArn: child, Name: 'c' },
            End: true,
          },
        },
      }),
    );
    await client.send(new StopExecutionCommand({ executionArn: parent }));
    expect((await describeIt(`${child.replace('stateMachine', 'execution')}:c`)).status).toBe('ABORTED');
  });
});
