import { executionStatusChanged } from '@espresso/contract';
import type { Json } from '@espresso/kernel';
import { isWaitingFor, start, step, type Effect, type Signal, type Step, type World } from '@espresso/states';
import { asJsonObject } from '../bus/new-event.ts';
import { publish, type Engine, type TaskResult } from '../engine.ts';
import { callTask } from '../integrations/call-task.ts';
import { clearTimer, setTimer } from '../timers.ts';
import type { Unit } from '../work/unit.ts';
import { noteEnded } from './ended.ts';
import type { DeployedWorkflow } from './machines.ts';
import { appendHistory, executionKey, readExecution, writeExecution, type ExecutionRecord } from './records.ts';

/** What became of a wish to start an execution. */
export interface Started {
  readonly key: string;
  readonly arn: string;
  /** False where an execution of this name existed already: nothing was done. */
  readonly fresh: boolean;
}

/** Starts an execution under a name, and runs it until it waits or ends. The same name never starts twice. */
export const startExecution = async (
  engine: Engine,
  unit: Unit,
  workflow: DeployedWorkflow,
  { name, input }: { readonly name: string; readonly input: Json },
): Promise<Started> => {
  const key = executionKey(workflow.name, name);
  const arn = engine.definitions.arns.execution(workflow.name, name);
  if (readExecution(unit.layer, key) !== undefined) return { key, arn, fresh: false };
  engine.machines.keep(unit.layer, workflow);
  const request = {
    executionArn: arn,
    name,
    stateMachineArn: workflow.arn,
    stateMachineName: workflow.name,
    roleArn: `arn:aws:iam::${engine.definitions.arns.account}:role/${workflow.name}`,
    input,
  };
  const first = await start(workflow.machine, request, worldOf(engine, unit, workflow.name, name));
  const { correlationId = name, causationId } = unit.cause;
  const record: ExecutionRecord = {
    stateMachine: workflow.name,
    definition: workflow.hash,
    execution: first.execution,
    timers: {},
    correlationId,
    ...(causationId !== undefined && { causationId }),
  };
  await runOn(engine, unit, key, record, first);
  return { key, arn, fresh: true };
};

/** Tells a waiting execution something, and runs it until it waits again or ends. @returns whether it was waiting for that */
export const signalExecution = async (engine: Engine, unit: Unit, key: string, signal: Signal): Promise<boolean> => {
  const record = readExecution(unit.layer, key);
  if (record?.execution.status !== 'RUNNING') return false;
  if (signal.type !== 'stop' && !isWaitingFor(record.execution, signal.ref)) return false;
  const machine = engine.machines.byHash(unit.layer, record.stateMachine, record.definition);
  const world = worldOf(engine, unit, record.stateMachine, record.execution.name);
  await runOn(engine, unit, key, record, await step(machine, record.execution, signal, world));
  return true;
};

/** As `signalExecution`, for whoever holds a task token. */
export const signalByToken = async (
  engine: Engine,
  unit: Unit,
  token: string,
  signalFor: (ref: string) => Signal,
): Promise<boolean> => {
  const task = engine.tokens.read(token);
  if (task === undefined) return false;
  return signalExecution(engine, unit, executionKey(task.stateMachine, task.execution), signalFor(task.ref));
};

const worldOf = (engine: Engine, unit: Unit, stateMachine: string, execution: string): World => ({
  nowMs: unit.nowMs,
  random: unit.random,
  uuid: () => unit.ids.next(),
  taskToken: (ref) => engine.tokens.make({ stateMachine, execution, ref }),
});

/** Carries out what a step asks for, and the steps that follow from it, until nothing is left to do now. */
const runOn = async (engine: Engine, unit: Unit, key: string, before: ExecutionRecord, first: Step): Promise<void> => {
  const { stateMachine } = before;
  const machine = engine.machines.byHash(unit.layer, stateMachine, before.definition);
  const world = worldOf(engine, unit, stateMachine, before.execution.name);
  const timers = new Map(Object.entries(before.timers));
  const effects: Effect[] = [...first.effects];
  const history = [...first.history];
  let { execution } = first;

  for (let effect = effects.shift(); effect !== undefined; effect = effects.shift()) {
    if (effect.type === 'task') {
      for (const signal of signalsOf(effect, await callTask(engine, unit, effect, before))) {
        const next = await step(machine, execution, signal, world);
        execution = next.execution;
        history.push(...next.history);
        effects.push(...next.effects);
      }
      continue;
    }
    const { ref } = effect;
    const timer = { type: 'execution', key, ref } as const;
    const dueMs = timers.get(ref);
    if (dueMs !== undefined) clearTimer(unit.layer, dueMs, timer);
    timers.delete(ref);
    if (effect.type === 'timer') {
      setTimer(unit.layer, effect.dueMs, timer);
      timers.set(ref, effect.dueMs);
    }
  }

  const record = { ...before, execution, timers: Object.fromEntries(timers) };
  writeExecution(unit.layer, key, record);
  appendHistory(unit.layer, key, history);
  if (execution.status === 'RUNNING') return;
  noteEnded(unit.layer, key, execution.stopMs ?? unit.nowMs);
  tellOfEnd(engine, unit, record);
};

/** What a task's call tells the interpreter: a callback was handed out, or the task is done. */
const signalsOf = ({ ref, integration }: Effect & { type: 'task' }, result: TaskResult): readonly Signal[] => {
  if (result.type === 'failed') return [{ type: 'task-failed', ref, error: result.error, cause: result.cause }];
  if (integration.pattern === 'request-response') return [{ type: 'task-succeeded', ref, output: result.output }];
  return [{ type: 'task-submitted', ref, output: result.output }];
};

/** A success tells of itself through its last states; every other end is an event, as on AWS. */
const tellOfEnd = (engine: Engine, unit: Unit, { execution, correlationId }: ExecutionRecord): void => {
  if (execution.status === 'SUCCEEDED') return;
  const { executionArn, stateMachineArn, name, status, startMs, stopMs, input, error, cause } = execution;
  const detail = asJsonObject({
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate: startMs,
    stopDate: stopMs ?? unit.nowMs,
    input: JSON.stringify(input),
    output: null,
    error: error ?? null,
    cause: cause ?? null,
    metadata: { correlationId },
  });
  const { source, detailType } = executionStatusChanged;
  publish(engine, unit, { source, detailType, detail, resources: [executionArn] });
};
