import { failed, runOut, succeeded, worldOf, type Engine, type TaskResult, type Unit } from '@espresso/host/resources';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import {
  compile,
  start,
  step,
  type Execution,
  type HistoryEvent,
  type Machine,
  type Step,
  type Thread,
} from '@espresso/states';
import { AwsError, validation } from '../protocol/errors.ts';
import { booleanIn, choiceIn, countIn, defined, objectIn, requiredText, textIn } from '../protocol/fields.ts';
import { isFault, readJson } from '../protocol/json-text.ts';
import type { Operation } from '../protocol/operation.ts';
import { checkedDefinition } from './definition.ts';
import { executionInput } from './execution-input.ts';
import { inspect } from './inspect-state.ts';
import { testedMachine, type TestedMachine } from './tested-machine.ts';

const jsonIn = (input: JsonObject, name: string): Json | undefined => {
  const text = textIn(input, name);
  if (text === undefined) return undefined;
  const read = readJson(text);
  if (isFault(read)) throw validation(`The ${name} is not valid JSON: ${read.message}`);
  return read.value;
};

const mockIn = (input: JsonObject): TaskResult | undefined => {
  const mock = objectIn(input, 'mock');
  if (mock === undefined) return undefined;
  const error = objectIn(mock, 'errorOutput');
  if (error !== undefined && textIn(mock, 'result') !== undefined)
    throw validation('A test mock should have only one of the following fields: [result, errorOutput].');
  if (error !== undefined) return failed(textIn(error, 'error') ?? '', textIn(error, 'cause') ?? '');
  const result = jsonIn(mock, 'result');
  if (result === undefined) throw validation('A test mock must contain either result or errorOutput.');
  return succeeded(result);
};

/** Runs one state by itself, its calls answered by the services or by a mock, and tells what came of it. */
export const testState: Operation = async ({ host, ids }, input) => {
  const text = requiredText(input, 'definition');
  const read = readJson(text);
  if (isFault(read) || !isJsonObject(read.value))
    throw new AwsError(
      'InvalidDefinition',
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object'",
    );
  const variables = jsonIn(input, 'variables');
  const mock = mockIn(input);
  const tested = testedMachine(read.value, {
    stateName: textIn(input, 'stateName'),
    variables: isJsonObject(variables) ? variables : {},
    isMocked: mock !== undefined,
  });
  checkMock(tested.state, mock, booleanIn(input, 'revealSecrets') ?? false);
  const level = choiceIn(input, 'inspectionLevel', ['INFO', 'DEBUG', 'TRACE']) ?? 'INFO';
  const stateInput = executionInput(textIn(input, 'input'));
  const machine = compile(checkedDefinition(JSON.stringify(tested.definition), 'STANDARD'));
  const name = ids.next();
  const configuration = objectIn(input, 'stateConfiguration') ?? {};
  const retriesUsed = countIn(configuration, 'retrierRetryCount', 0, RETRIES_MAX) ?? 0;
  return host.transact(async (unit, engine) => {
    const world = worldOf(engine, unit, 'test-state', name);
    const run = await runState(engine, unit, machine, { name, input: stateInput, mock, retriesUsed });
    const told = toldOf(tested, run);
    if (level === 'INFO') return told;
    return { ...told, inspectionData: await inspect(tested, stateInput, run.history, world) };
  });
};

const MOCKABLE = ['Task', 'Map', 'Parallel'];

/** What a mock cannot be for, and what it must be like. @throws AwsError */
const checkMock = (state: JsonObject, mock: TaskResult | undefined, revealsSecrets: boolean): void => {
  const kind = textOf(state['Type']) ?? '';
  const isNested = kind === 'Map' || kind === 'Parallel';
  if (mock === undefined) {
    if (isNested)
      throw new AwsError(
        'InvalidDefinition',
        'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
      );
    return;
  }
  if (revealsSecrets) throw validation('TestState does not support RevealSecrets when a mock is specified.');
  if (!MOCKABLE.includes(kind)) throw validation(`State type '${kind}' is not supported when a mock is specified`);
  if (!isNested || mock.type !== 'succeeded') return;
  if (state['ResultWriter'] !== undefined) {
    if (!isJsonObject(mock.output)) throw validation('Mocked result must be a JSON object.');
    return;
  }
  if (!Array.isArray(mock.output)) throw validation('Mocked result must be an array.');
  const branches = state['Branches'];
  if (Array.isArray(branches) && branches.length !== mock.output.length)
    throw validation('Mocked result must contain the same number of items as number of Parallel branches.');
};

const RETRIES_MAX = 1_000;

interface StateRun {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
}

/** A run of one state. */
interface Trial {
  readonly name: string;
  readonly input: Json;
  readonly mock: TaskResult | undefined;
  /** How many retries are taken to have happened before. */
  readonly retriesUsed: number;
}

type Pause = Extract<NonNullable<Thread['wait']>, { for: 'timer' | 'retry' }>;

/** Runs until the machine ends, or a retry is due. What only waits for a time is not waited for. */
const runState = async (
  engine: Engine,
  unit: Unit,
  machine: Machine,
  { name, input, mock, retriesUsed }: Trial,
): Promise<StateRun> => {
  let retriesLeft = retriesUsed;
  const { arns } = engine.definitions;
  const request = {
    executionArn: arns.execution('test-state', name),
    name,
    stateMachineArn: arns.stateMachine('test-state'),
    stateMachineName: 'test-state',
    roleArn: `arn:aws:iam::${arns.account}:role/test-state`,
    input,
  };
  const timers = new Map<string, number>();
  const follow = async (first: Step, nowMs: number): Promise<StateRun> => {
    const caller = {
      stateMachine: 'test-state',
      definition: '',
      execution: first.execution,
      timers: {},
      correlationId: name,
    };
    const world = { ...worldOf(engine, unit, 'test-state', name), nowMs };
    const running = { engine, unit, machine, world, caller, callerKey: '', ...(mock && { call: () => mock }) };
    return runOut(running, first, {
      setTimer: (ref, dueMs) => (dueMs === undefined ? timers.delete(ref) : timers.set(ref, dueMs)),
      started: () => undefined,
      over: () => undefined,
    });
  };
  const world = worldOf(engine, unit, 'test-state', name);
  let run = await follow(await start(machine, request, world), unit.nowMs);
  while (run.execution.status === 'RUNNING') {
    const waits = Object.values(run.execution.threads).flatMap(({ wait }) => wait ?? []);
    const wait = waits.find(
      (known): known is Pause => known.for === 'timer' || (known.for === 'retry' && retriesLeft > 0),
    );
    if (wait === undefined) return answeredAtOnce(run, machine, mock, world);
    if (wait.for === 'retry') retriesLeft--;
    const { ref, untilMs } = wait;
    const next = await step(machine, run.execution, { type: 'timer', ref }, { ...world, nowMs: untilMs });
    const after = await follow(next, untilMs);
    run = { execution: after.execution, history: [...run.history, ...after.history] };
  }
  return run;
};

/** A callback or a `.sync` call that was mocked: its outcome is there as soon as it was made. */
const answeredAtOnce = async (
  run: StateRun,
  machine: Machine,
  mock: TaskResult | undefined,
  world: Parameters<typeof step>[3],
): Promise<StateRun> => {
  const waiting = Object.values(run.execution.threads).find(({ wait }) => wait?.for === 'task');
  if (waiting?.wait?.for !== 'task') return run;
  if (mock?.type !== 'succeeded')
    throw validation('This state waits for somebody outside: give a mock for its result.');
  const { ref } = waiting.wait;
  const next = await step(machine, run.execution, { type: 'task-succeeded', ref, output: mock.output }, world);
  return { execution: next.execution, history: [...run.history, ...next.history] };
};

const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

const FAILURE = /(Failed|TimedOut)$/;

const toldOf = ({ name, realName, state }: TestedMachine, { execution, history }: StateRun): JsonObject => {
  const exitAt = history.findIndex(({ type, details }) => type.endsWith('StateExited') && details['name'] === name);
  const failure = history.slice(0, exitAt === -1 ? undefined : exitAt).findLast(({ type }) => FAILURE.test(type));
  const { error, cause } = failure?.details ?? {};
  const why = defined({ error, cause });
  const isRetrying = Object.values(execution.threads).some(({ wait }) => wait?.for === 'retry');
  if (isRetrying) return { ...why, status: 'RETRIABLE' };
  const exit = history[exitAt];
  if (exit === undefined) return { ...defined({ error: execution.error, cause: execution.cause }), status: 'FAILED' };
  const entered = history.slice(exitAt).find(({ type }) => type.endsWith('StateEntered'))?.details['name'];
  const next = textOf(entered);
  const wasCaught = failure !== undefined && state['Catch'] !== undefined;
  return defined({
    output: textOf(exit.details['output']),
    ...(wasCaught && why),
    nextState: next === undefined ? undefined : realName(next),
    status: wasCaught ? 'CAUGHT_ERROR' : 'SUCCEEDED',
  });
};
