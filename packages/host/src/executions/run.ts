import { executionStatusChanged } from '@espresso/contract';
import type { Json } from '@espresso/kernel';
import {
  isWaitingFor,
  redrive,
  start,
  step,
  type Effect,
  type HistoryEvent,
  type Machine,
  type Signal,
  type Step,
  type World,
} from '@espresso/states';
import { asJsonObject } from '../bus/new-event.ts';
import { publish, type Engine, type TaskResult } from '../engine.ts';
import { callTask } from '../integrations/call-task.ts';
import { clearTimer, setTimer } from '../timers.ts';
import type { Unit } from '../work/unit.ts';
import { abortMapRun, beginMapRun } from './begin-map-run.ts';
import { noteEnded, noteRunning } from './ended.ts';
import type { DeployedWorkflow } from './machines.ts';
import { mapRunId } from './map-runs.ts';
import {
  appendHistory,
  executionKey,
  listExecutions,
  readExecution,
  writeExecution,
  type ExecutionRecord,
} from './records.ts';

/** What became of a wish to start an execution. */
export interface Started {
  readonly key: string;
  readonly arn: string;
  /** False where an execution of this name existed already: nothing was done. */
  readonly fresh: boolean;
}

/** An execution that somebody wants. */
export interface Wish {
  readonly name: string;
  readonly input: Json;
  /** The input as it was given. */
  readonly inputText?: string;
  /** Express executions may share a name: what tells them apart. */
  readonly expressId?: string;
  readonly parent?: ExecutionRecord['parent'];
  readonly mapRun?: ExecutionRecord['mapRun'];
  readonly qualifier?: ExecutionRecord['qualifier'];
}

/** Starts an execution under a name, and runs it until it waits or ends. The same name never starts twice. */
export const startExecution = async (
  engine: Engine,
  unit: Unit,
  workflow: DeployedWorkflow,
  { name, input, inputText, expressId, parent, mapRun, qualifier }: Wish,
): Promise<Started> => {
  const { arns } = engine.definitions;
  const ownName = expressId === undefined ? name : `${name}:${expressId}`;
  const key = executionKey(workflow.name, ownName);
  const arn =
    expressId === undefined
      ? arns.execution(workflow.name, name)
      : arns.expressExecution(workflow.name, name, expressId);
  if (readExecution(unit.layer, key) !== undefined) return { key, arn, fresh: false };
  engine.machines.keep(unit.layer, workflow);
  const request = {
    executionArn: arn,
    name,
    stateMachineArn: workflow.arn,
    stateMachineName: workflow.name,
    roleArn: workflow.roleArn ?? `arn:aws:iam::${arns.account}:role/${workflow.name}`,
    input,
  };
  const begun = await start(workflow.machine, request, worldOf(engine, unit, workflow.name, ownName));
  const first = inputText === undefined ? begun : { ...begun, history: withInputText(begun.history, inputText) };
  const { correlationId = name, causationId } = unit.cause;
  const record: ExecutionRecord = {
    stateMachine: workflow.name,
    definition: workflow.hash,
    execution: first.execution,
    timers: {},
    correlationId,
    ...(causationId !== undefined && { causationId }),
    ...(inputText !== undefined && inputText !== JSON.stringify(input) && { inputText }),
    ...(parent !== undefined && { parent }),
    ...(mapRun !== undefined && { mapRun }),
    ...(qualifier !== undefined && { qualifier }),
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

/**
 * Takes up an execution that did not succeed from where it ended.
 * @returns whether there was anything to take up
 */
export const redriveExecution = async (engine: Engine, unit: Unit, key: string): Promise<boolean> => {
  const record = readExecution(unit.layer, key);
  if (record === undefined) return false;
  const machine = engine.machines.byHash(unit.layer, record.stateMachine, record.definition);
  const world = worldOf(engine, unit, record.stateMachine, record.execution.name);
  const first = await redrive(machine, record.execution, world);
  if (first === undefined) return false;
  noteRunning(unit.layer, key, record.execution.stopMs ?? 0);
  await runOn(engine, unit, key, { ...record, redrivenMs: unit.nowMs }, first);
  return true;
};

export const worldOf = (engine: Engine, unit: Unit, stateMachine: string, execution: string): World => {
  // Several expressions of a state may look at its token.
  const made = new Map<string, string>();
  return {
    nowMs: unit.nowMs,
    random: unit.random,
    uuid: () => unit.ids.next(),
    taskToken: (ref) => {
      const token = made.get(ref) ?? engine.tokens.make({ stateMachine, execution, ref });
      made.set(ref, token);
      return token;
    },
  };
};

/** The first event shows the input as it was given. */
const withInputText = ([first, ...rest]: readonly HistoryEvent[], input: string): readonly HistoryEvent[] =>
  first === undefined ? [] : [{ ...first, details: { ...first.details, input } }, ...rest];

/** Carries out what a step asks for, stores what came of it, and tells those who wait for it. */
const runOn = async (engine: Engine, unit: Unit, key: string, before: ExecutionRecord, first: Step): Promise<void> => {
  const { stateMachine } = before;
  const machine = engine.machines.byHash(unit.layer, stateMachine, before.definition);
  const world = worldOf(engine, unit, stateMachine, before.execution.name);
  const timers = new Map(Object.entries(before.timers));
  const children = new Map(Object.entries(before.children ?? {}));
  const { execution, history } = await runOut({ engine, unit, machine, world, caller: before, callerKey: key }, first, {
    setTimer: (ref, dueMs) => {
      const timer = { type: 'execution', key, ref } as const;
      const earlierMs = timers.get(ref);
      if (earlierMs !== undefined) clearTimer(unit.layer, earlierMs, timer);
      timers.delete(ref);
      if (dueMs === undefined) return;
      setTimer(unit.layer, dueMs, timer);
      timers.set(ref, dueMs);
    },
    started: (ref, child) => children.set(ref, child),
    over: (ref) => children.get(ref),
  });

  const { children: _earlier, ...rest } = before;
  const record: ExecutionRecord = {
    ...rest,
    execution,
    timers: Object.fromEntries(timers),
    ...(children.size > 0 && execution.status === 'RUNNING' && { children: Object.fromEntries(children) }),
  };
  writeExecution(unit.layer, key, record);
  appendHistory(unit.layer, key, history);
  if (execution.status === 'RUNNING') return;
  noteEnded(unit.layer, key, execution.stopMs ?? unit.nowMs);
  tellOfEnd(engine, unit, record);
  // Told by a timer, and not here: whoever waits may be in the middle of a step.
  if (record.parent !== undefined || record.mapRun !== undefined)
    setTimer(unit.layer, unit.nowMs, { type: 'child', key });
};

/** What running out a step needs to know. */
export interface Running {
  readonly engine: Engine;
  readonly unit: Unit;
  readonly machine: Machine;
  readonly world: World;
  /** The execution as tasks see it that call for it. */
  readonly caller: ExecutionRecord;
  readonly callerKey: string;
  /** Answers tasks in place of the services: for trying a state out. */
  readonly call?: (task: Effect & { readonly type: 'task' }) => TaskResult;
}

/** Who keeps an execution's timers and children. */
export interface Keeper {
  /** Sets the timer of a ref, or takes it back. */
  readonly setTimer: (ref: string, dueMs: number | undefined) => void;
  readonly started: (ref: string, child: string) => void;
  /** The execution that a task which is no longer wanted waits for. */
  readonly over: (ref: string) => string | undefined;
}

/** Carries out what a step asks for, and the steps that follow from it, until nothing is left to do now. */
export const runOut = async (
  { engine, unit, machine, world, caller, callerKey, call }: Running,
  first: Step,
  keeper: Keeper,
): Promise<Pick<Step, 'execution' | 'history'>> => {
  const effects: Effect[] = [...first.effects];
  const history = [...first.history];
  let { execution } = first;
  for (let effect = effects.shift(); effect !== undefined; effect = effects.shift()) {
    if (effect.type === 'task') {
      const result = call?.(effect) ?? (await callTask(engine, unit, effect, caller, callerKey));
      if (result.type === 'succeeded' && result.child !== undefined) keeper.started(effect.ref, result.child);
      for (const signal of signalsOf(effect, result)) {
        const next = await step(machine, execution, signal, world);
        execution = next.execution;
        history.push(...next.history);
        effects.push(...next.effects);
      }
    } else if (effect.type === 'map-run') {
      keeper.started(effect.ref, beginMapRun(engine, unit, effect, caller, callerKey));
    } else if (effect.type === 'timer') {
      keeper.setTimer(effect.ref, effect.dueMs);
    } else {
      keeper.setTimer(effect.ref, undefined);
      const child = keeper.over(effect.ref);
      if (child !== undefined) await stopChild(engine, unit, child);
    }
  }
  return { execution, history };
};

/** Stops what a task that is no longer wanted waits for: an execution, or those of a Map Run. */
const stopChild = async (engine: Engine, unit: Unit, child: string): Promise<void> => {
  const run = abortMapRun(unit, child);
  if (run === undefined) await signalExecution(engine, unit, child, { type: 'stop' });
  else await stopChildren(engine, unit, run.machineName, mapRunId(run.arn));
};

/** Stops the children of a Map Run that are under way. */
export const stopChildren = async (engine: Engine, unit: Unit, machineName: string, id: string): Promise<void> => {
  for (const [key, { mapRun, execution }] of listExecutions(unit.layer, { stateMachine: machineName, limit: Infinity }))
    if (mapRun?.id === id && execution.status === 'RUNNING') await signalExecution(engine, unit, key, { type: 'stop' });
};

/** What a task's call tells the interpreter: a callback was handed out, or the task is done. */
const signalsOf = ({ ref, integration }: Effect & { type: 'task' }, result: TaskResult): readonly Signal[] => {
  if (result.type === 'pending') return [];
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
