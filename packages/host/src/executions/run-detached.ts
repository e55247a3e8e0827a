import type { Json } from '@espresso/kernel';
import { start, step, type Execution, type HistoryEvent, type Step } from '@espresso/states';
import type { Engine } from '../engine.ts';
import type { Unit } from '../work/unit.ts';
import type { DeployedWorkflow } from './machines.ts';
import type { ExecutionRecord } from './records.ts';
import { runOut, worldOf } from './run.ts';

/** An execution that is run to its end and stored nowhere. */
export interface DetachedRun {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
}

export interface DetachedOptions {
  /** Runs a piece of work as one unit of work (`Host.transact`). */
  readonly transact: <Result>(act: (unit: Unit, engine: Engine) => Promise<Result>) => Promise<Result>;
  /** Waits, in milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** An execution that is not over by then is ended as TIMED_OUT. */
  readonly longestMs: number;
}

/** What is known of the execution between its steps. */
interface Draft extends DetachedRun {
  readonly nowMs: number;
  readonly timers: ReadonlyMap<string, number>;
}

/**
 * Runs an execution to its end without keeping it: what its tasks write commits step by step, its own state lives here
 * only, and a crash ends it (Express workflows, synchronously: at most once).
 */
export const runDetached = async (
  { transact, sleep, longestMs }: DetachedOptions,
  workflow: DeployedWorkflow,
  wish: { readonly arn: string; readonly name: string; readonly input: Json },
): Promise<DetachedRun> => {
  const { arn, name, input } = wish;
  const request = {
    executionArn: arn,
    name,
    stateMachineArn: workflow.arn,
    stateMachineName: workflow.name,
    roleArn: workflow.roleArn ?? '',
    input,
  };
  let draft = await transact(async (unit, engine) => {
    const world = worldOf(engine, unit, workflow.name, name);
    return goOn(engine, unit, workflow, undefined, await start(workflow.machine, request, world), unit.nowMs);
  });
  while (draft.execution.status === 'RUNNING') {
    const { execution, timers, nowMs } = draft;
    const [next] = [...timers].sort(([, a], [, b]) => a - b);
    const untilMs = execution.startMs + longestMs;
    if (next === undefined || next[1] > untilMs) {
      await sleep(next === undefined ? 0 : Math.max(untilMs - nowMs, 0));
      return { execution: { ...execution, status: 'TIMED_OUT', stopMs: untilMs }, history: draft.history };
    }
    const [ref, dueMs] = next;
    await sleep(Math.max(dueMs - nowMs, 0));
    const before = { ...draft, timers: without(timers, ref) };
    draft = await transact(async (unit, engine) => {
      const thenMs = Math.max(unit.nowMs, dueMs);
      const world = { ...worldOf(engine, unit, workflow.name, name), nowMs: thenMs };
      const first = await step(workflow.machine, execution, { type: 'timer', ref }, world);
      return goOn(engine, unit, workflow, before, first, thenMs);
    });
  }
  return { execution: draft.execution, history: draft.history };
};

const goOn = async (
  engine: Engine,
  unit: Unit,
  workflow: DeployedWorkflow,
  before: Draft | undefined,
  first: Step,
  nowMs: number,
): Promise<Draft> => {
  const timers = new Map(before?.timers);
  const caller: ExecutionRecord = {
    stateMachine: workflow.name,
    definition: workflow.hash,
    execution: first.execution,
    timers: {},
    correlationId: first.execution.name,
  };
  const world = { ...worldOf(engine, unit, workflow.name, first.execution.name), nowMs };
  const running = { engine, unit, machine: workflow.machine, world, caller, callerKey: '' };
  const { execution, history } = await runOut(running, first, {
    setTimer: (ref, dueMs) => {
      if (dueMs === undefined) timers.delete(ref);
      else timers.set(ref, dueMs);
    },
    started: () => undefined,
    over: () => undefined,
  });
  return { execution, history: [...(before?.history ?? []), ...history], nowMs, timers };
};

const without = (timers: ReadonlyMap<string, number>, ref: string): ReadonlyMap<string, number> =>
  new Map([...timers].filter(([known]) => known !== ref));
