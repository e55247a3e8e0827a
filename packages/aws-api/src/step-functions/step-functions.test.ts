import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  InvalidDefinition,
  InvalidExecutionInput,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  paginateListExecutions,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StateMachineAlreadyExists,
  StateMachineDoesNotExist,
  StateMachineTypeNotSupported,
  StopExecutionCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { memoryStore } from '@espresso/host';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServer, type TestServer } from '../testing/open-server.ts';
import { maths, passing, roleArn, waiting, workbench } from '../testing/workbench.ts';

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

describe('state machines', () => {
  test('one is made, described, listed, updated and deleted', async () => {
    const stateMachineArn = await create('first', passing);
    expect(stateMachineArn).toBe('arn:aws:states:us-east-1:000000000000:stateMachine:first');
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      name: 'first',
      status: 'ACTIVE',
      type: 'STANDARD',
      roleArn,
      definition: JSON.stringify(passing),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    });
    const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
    expect(stateMachines?.map(({ name }) => name)).toEqual(['Doubling', 'first']);
    const { revisionId } = await client.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(waiting) }),
    );
    expect(revisionId).toBeDefined();
    await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(client.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toThrow(
      StateMachineDoesNotExist,
    );
    await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  });

  test('the same one twice is one, another of its name is refused', async () => {
    expect(await create('twice', passing)).toBe(await create('twice', passing));
    await expect(create('twice', waiting)).rejects.toThrow(StateMachineAlreadyExists);
  });

  test("a context's machine is shown, and not deleted from outside", async () => {
    const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:Doubling';
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({ name: 'Doubling' });
    await expect(client.send(new DeleteStateMachineCommand({ stateMachineArn }))).rejects.toThrow('bounded context');
  });

  test('a definition that is wrong is refused, with what is wrong in it', async () => {
    await expect(create('wrong', { StartAt: 'A' })).rejects.toMatchObject({
      name: InvalidDefinition.name,
      message: "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    });
    const validate = (definition: string) => client.send(new ValidateStateMachineDefinitionCommand({ definition }));
    expect(await validate('{}')).toMatchObject({
      result: 'FAIL',
      diagnostics: [
        {
          code: 'SCHEMA_VALIDATION_FAILED',
          location: '/',
          message: 'These fields are required: [States, StartAt]',
          severity: 'ERROR',
        },
      ],
    });
    expect(await validate('not a definition')).toMatchObject({
      diagnostics: [
        {
          code: 'INVALID_JSON_DESCRIPTION',
          location: '[Source: (String)"not a definition"; line: 1, column: 4]',
          message:
            "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
        },
      ],
    });
    expect(await validate(JSON.stringify(passing))).toMatchObject({ result: 'OK', diagnostics: [] });
  });
});

describe('executions', () => {
  test('one runs to its end, and its history is told in the shape of AWS', async () => {
    const arn = await start(await create('simple', passing), { a: 1 });
    expect(await describeIt(arn)).toMatchObject({
      status: 'SUCCEEDED',
      input: '{"a":1}',
      inputDetails: { included: true },
      output: '{"a":1}',
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
    const events = await historyOf(arn);
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'PassStateEntered'],
      [3, 2, 'PassStateExited'],
      [4, 3, 'ExecutionSucceeded'],
    ]);
    expect(events[1]?.stateEnteredEventDetails).toEqual({
      name: 'Pass',
      input: '{"a":1}',
      inputDetails: { truncated: false },
    });
    expect(events[3]?.executionSucceededEventDetails).toEqual({
      output: '{"a":1}',
      outputDetails: { truncated: false },
    });
  });

  test('the same name with the same input, while it runs, is the same execution', async () => {
    const machine = await create('named', waiting);
    const first = await start(machine, { a: 1 }, 'one');
    expect(await start(machine, { a: 1 }, 'one')).toBe(first);
    await expect(start(machine, { a: 2 }, 'one')).rejects.toThrow(ExecutionAlreadyExists);
    await client.send(new StopExecutionCommand({ executionArn: first, error: 'Enough', cause: 'closing time' }));
    await expect(start(machine, { a: 1 }, 'one')).rejects.toThrow(ExecutionAlreadyExists);
    expect(await describeIt(first)).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'closing time',
      redriveStatus: 'REDRIVABLE',
    });
  });

  test('an input that is not JSON is refused', async () => {
    const stateMachineArn = await create('inputs', passing);
    const given = (input: string) => client.send(new StartExecutionCommand({ stateMachineArn, input }));
    await expect(given('')).rejects.toMatchObject({
      name: InvalidExecutionInput.name,
      message: "Invalid State Machine Execution Input: 'Invalid execution input.'",
    });
    await expect(given('nope')).rejects.toThrow("Unrecognized token 'nope'");
    await expect(describeIt(`${stateMachineArn.replace('stateMachine', 'execution')}:none`)).rejects.toThrow(
      ExecutionDoesNotExist,
    );
  });

  test('a running execution keeps the definition it started with', async () => {
    const machine = await create('changing', waiting);
    const arn = await start(machine);
    await client.send(new UpdateStateMachineCommand({ stateMachineArn: machine, definition: JSON.stringify(passing) }));
    const own = await client.send(new DescribeStateMachineForExecutionCommand({ executionArn: arn }));
    expect(own.definition).toBe(JSON.stringify(waiting));
    expect((await describeIt(arn)).status).toBe('RUNNING');
    expect((await describeIt(await start(machine))).status).toBe('SUCCEEDED');
  });

  test('lists come in pages, the newest first, by status', async () => {
    const machine = await create('many', passing);
    for (const name of ['a', 'b', 'c']) await start(machine, {}, name);
    const names: (string | undefined)[] = [];
    for await (const page of paginateListExecutions(
      { client, pageSize: 2 },
      { stateMachineArn: machine, maxResults: 2 },
    ))
      names.push(...(page.executions ?? []).map(({ name }) => name));
    expect(new Set(names)).toEqual(new Set(['a', 'b', 'c']));
    const running = new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'RUNNING' });
    expect((await client.send(running)).executions).toEqual([]);
  });

  test('one that failed is taken up again from where it failed', async () => {
    const fail = { StartAt: 'Fail', States: { Fail: { Type: 'Fail', Error: 'Sorry', Cause: 'no milk' } } };
    const arn = await start(await create('failing', fail));
    expect(await describeIt(arn)).toMatchObject({ status: 'FAILED', error: 'Sorry', cause: 'no milk' });
    await client.send(new RedriveExecutionCommand({ executionArn: arn }));
    expect((await historyOf(arn)).map(({ type }) => type)).toContain('ExecutionRedriven');
    expect(await describeIt(arn)).toMatchObject({ redriveCount: 1, status: 'FAILED' });
  });
});

describe('Express', () => {
  test('a synchronous execution answers with what it came to, and is not kept', async () => {
    const stateMachineArn = await create('quick', passing, 'EXPRESS');
    const result = await client.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{"a": 1}' }));
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}', inputDetails: { included: true } });
    await expect(describeIt(result.executionArn ?? '')).rejects.toThrow(StateMachineTypeNotSupported);
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'n' }));
    expect(executionArn).toMatch(/^arn:aws:states:us-east-1:000000000000:express:quick:n:/);
  });

  test('one that fails says so, and tries again where it is told to', async () => {
    const Resource = 'arn:aws:lambda:us-east-1:000000000000:function:maths-double';
    const retried = {
      Type: 'Task',
      Resource,
      Retry: [{ ErrorEquals: ['TooLarge'], IntervalSeconds: 1, MaxAttempts: 1 }],
      End: true,
    };
    const stateMachineArn = await create('retrying', { StartAt: 'Double', States: { Double: retried } }, 'EXPRESS');
    expect(await client.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{"n":100}' }))).toMatchObject({
      status: 'FAILED',
      error: 'TooLarge',
    });
  });

  test('a standard machine cannot be run so', async () => {
    const stateMachineArn = await create('slow', passing);
    await expect(client.send(new StartSyncExecutionCommand({ stateMachineArn }))).rejects.toThrow(
      StateMachineTypeNotSupported,
    );
  });
});

test('machines, waiting executions and their histories survive a restart', async () => {
  const store = memoryStore();
  const first = await openServer({ store });
  const before = new SFNClient(first.client);
  const { stateMachineArn } = await before.send(
    new CreateStateMachineCommand({ name: 'durable', definition: JSON.stringify(waiting), roleArn }),
  );
  const { executionArn } = await before.send(new StartExecutionCommand({ stateMachineArn, name: 'e' }));
  await before.send(new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(passing) }));
  await first.stop();
  const second = await openServer({ store });
  const after = new SFNClient(second.client);
  expect(await after.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'RUNNING' });
  await after.send(new StopExecutionCommand({ executionArn }));
  const { events } = await after.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.map(({ type }) => type)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
  await second.stop();
});
