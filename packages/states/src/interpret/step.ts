import { Program } from '../compile/machine.ts';
import { ERRORS } from '../fault.ts';
import { HISTORY_EVENTS_MAX } from '../limits.ts';
import type { Execution, Machine, Signal, StartRequest, Step, World } from '../types.ts';
import { drive, type Work } from '../work.ts';
import { startThread } from './branches.ts';
import { EXECUTION_REF, HistoryFull, ROOT, Run } from './run.ts';
import { executionTimedOut, receive, stopped } from './signals.ts';
import { attempt, drain } from './transitions.ts';
import { isWaitingFor, waitingThread } from './waits.ts';

/**
 * Begins an execution and runs it until every line of control waits, or it ended. The same machine, request and world
 * give the same step.
 */
export const start = async (machine: Machine, request: StartRequest, world: World): Promise<Step> => {
  const program = programOf(machine);
  const untilMs = program.timeoutMs === undefined ? undefined : world.nowMs + program.timeoutMs;
  const { executionArn, name, stateMachineArn, stateMachineName, roleArn, input } = request;
  const execution: Execution = {
    status: 'RUNNING',
    executionArn,
    name,
    stateMachineArn,
    stateMachineName,
    roleArn,
    startMs: world.nowMs,
    input,
    lastEventId: 0,
    lastRef: 0,
    threads: {},
    ...(untilMs === undefined ? undefined : { untilMs }),
  };
  const run = new Run(program, execution, world);
  run.log('ExecutionStarted', 0, { input: run.text(input), roleArn });
  if (untilMs !== undefined) run.effects.push({ type: 'timer', ref: EXECUTION_REF, dueMs: untilMs });
  // The first StateEntered links to 0, not to ExecutionStarted.
  startThread(run, { id: ROOT, block: 0, input, previousId: 0 });
  return finish(run, drain(run));
};

/**
 * What follows from one signal. A signal that nothing waits for (any more) gives the same execution, no effects and no
 * history. `execution` is never changed; faults of the machine's own (a RangeError for an execution of another machine)
 * are thrown, failures of the workflow are in the step.
 */
export const step = async (machine: Machine, execution: Execution, signal: Signal, world: World): Promise<Step> => {
  const reaches = signal.type === 'stop' ? execution.status === 'RUNNING' : isWaitingFor(execution, signal.ref);
  if (!reaches) return { execution, effects: [], history: [] };
  const run = new Run(programOf(machine), execution, world);
  return finish(run, follow(run, execution, signal));
};

/**
 * Takes up an execution that failed, timed out or was stopped, from the state it ended in, with fresh retries (developer
 * guide, "Restarting state machine executions with redrive"). A Map or Parallel runs again as a whole. `undefined` when
 * there is nothing to take up: it runs, it succeeded, or its history is full.
 */
export const redrive = async (machine: Machine, execution: Execution, world: World): Promise<Step | undefined> => {
  const { redriveFrom, stopMs: _ended, error: _error, cause: _cause, untilMs: _over, ...rest } = execution;
  if (!redriveFrom || execution.lastEventId >= HISTORY_EVENTS_MAX) return undefined;
  const program = programOf(machine);
  const redriveCount = (execution.redriveCount ?? 0) + 1;
  const untilMs = program.timeoutMs === undefined ? undefined : world.nowMs + program.timeoutMs;
  const again: Execution = {
    ...rest,
    status: 'RUNNING',
    redriveCount,
    threads: { [redriveFrom.id]: redriveFrom },
    ...(untilMs === undefined ? undefined : { untilMs }),
  };
  const run = new Run(program, again, world);
  run.log('ExecutionRedriven', 0, { redriveCount });
  if (untilMs !== undefined) run.effects.push({ type: 'timer', ref: EXECUTION_REF, dueMs: untilMs });
  return finish(run, takeUp(run, redriveFrom.id));
};

function* takeUp(run: Run, id: string): Work<void> {
  yield* attempt(run, id);
  yield* drain(run);
}

function* follow(run: Run, execution: Execution, signal: Signal): Work<void> {
  if (signal.type === 'stop') {
    stopped(run, signal);
    return;
  }
  if (signal.ref === EXECUTION_REF) {
    if (signal.type !== 'timer' || execution.untilMs === undefined) return;
    if (run.world.nowMs < execution.untilMs)
      run.effects.push({ type: 'timer', ref: EXECUTION_REF, dueMs: execution.untilMs });
    else executionTimedOut(run);
    return;
  }
  const thread = waitingThread(execution, signal.ref);
  if (!thread) return;
  yield* receive(run, thread, signal);
  yield* drain(run);
}

const finish = async (run: Run, work: Work<void>): Promise<Step> => {
  try {
    await drive(work);
  } catch (thrown) {
    if (!(thrown instanceof HistoryFull)) throw thrown;
    const ending = { error: ERRORS.runtime, cause: thrown.message };
    run.log('ExecutionFailed', run.history.at(-1)?.id ?? 0, ending);
    run.end('FAILED', ending);
  }
  return run.result();
};

const programOf = (machine: Machine): Program => {
  if (machine instanceof Program) return machine;
  throw new TypeError('a machine comes from compile()');
};
