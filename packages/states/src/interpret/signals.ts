import { unreachable } from '@espresso/kernel';
import type { TaskNode } from '../compile/nodes.ts';
import { ERRORS, StateFault } from '../fault.ts';
import { isTooLarge } from '../limits.ts';
import type { Signal, Thread, Wait } from '../types.ts';
import type { Work } from '../work.ts';
import { dataLimitFault, failureOf, fieldsOf } from './failure.ts';
import { itemsArrived, mapRunEnded, mapRunFailed } from './map-run.ts';
import { ROOT, type Run } from './run.ts';
import { aboutService, dueOf, familyOf } from './task.ts';
import { attempt, failed, resultArrived, resume } from './transitions.ts';

type TaskWait = Extract<Wait, { for: 'task' }>;

/** What reaches a thread that waits for the signal's ref. */
export function* receive(run: Run, thread: Thread, signal: Exclude<Signal, { type: 'stop' }>): Work<void> {
  const { wait } = thread;
  if (!wait || wait.for === 'branches') return;
  if (wait.for === 'task') {
    const node = run.node(thread);
    if (node.kind === 'Task') yield* receiveTask(run, thread, node, wait, signal);
    return;
  }
  if (wait.for === 'map-run') return yield* receiveMapRun(run, thread, wait, signal);
  if (signal.type !== 'timer') return;
  if (run.world.nowMs < wait.untilMs) {
    run.effects.push({ type: 'timer', ref: wait.ref, dueMs: wait.untilMs });
    return;
  }
  if (wait.for === 'timer') return yield* resume(run, thread.id);
  run.proceed(thread.id, thread.previousId);
  yield* attempt(run, thread.id);
}

/** The items of a Map Run arrived, or all its children ended. */
function* receiveMapRun(
  run: Run,
  thread: Thread,
  wait: Extract<Wait, { for: 'map-run' }>,
  signal: Exclude<Signal, { type: 'stop' }>,
): Work<void> {
  const node = run.node(thread);
  if (node.kind !== 'Map' || (signal.type !== 'task-succeeded' && signal.type !== 'task-failed')) return;
  try {
    if (wait.isReading && signal.type === 'task-succeeded')
      return yield* itemsArrived(run, thread, node, signal.output);
    if (wait.isReading) throw new StateFault(ERRORS.itemReader, causeOf(signal), { framed: false });
    const result = mapRunEnded(run, thread, signal);
    yield* resultArrived(run, thread.id, result);
  } catch (thrown) {
    if (!(thrown instanceof StateFault)) throw thrown;
    mapRunFailed(run, thread, thrown);
    yield* failed(run, thread.id, thrown, true);
  }
}

const causeOf = (signal: Signal): string | undefined => ('cause' in signal ? signal.cause : undefined);

function* receiveTask(
  run: Run,
  thread: Thread,
  node: TaskNode,
  wait: TaskWait,
  signal: Exclude<Signal, { type: 'stop' }>,
): Work<void> {
  switch (signal.type) {
    case 'task-submitted':
      submitted(run, thread, node, wait, signal);
      return;
    case 'task-heartbeat':
      beat(run, thread, wait);
      return;
    case 'task-succeeded':
      return yield* succeeded(run, thread, node, wait, signal);
    case 'task-failed': {
      const fault = new StateFault(signal.error, signal.cause, { framed: false });
      return yield* taskFailed(run, thread, node, wait, fault);
    }
    case 'timer':
      return yield* timedOut(run, thread, node, wait);
    default:
      return unreachable(signal);
  }
}

/** Notes that the call was made; for an activity, that a worker took it. A request that answers at once has no such event. */
const submitted = (
  run: Run,
  thread: Thread,
  node: TaskNode,
  wait: TaskWait,
  { output }: Extract<Signal, { type: 'task-submitted' }>,
): void => {
  const isActivity = node.integration.service === 'activity';
  if (wait.submitted || (!isActivity && node.integration.pattern === 'request-response')) return;
  const worker = typeof output === 'object' && output !== null && 'workerName' in output ? output : {};
  const previousId = isActivity
    ? run.log('ActivityStarted', thread.previousId, worker)
    : run.log('TaskSubmitted', thread.previousId, { ...node.names, output: run.text(output) });
  run.set({ ...thread, previousId, wait: { ...wait, submitted: true } });
};

const beat = (run: Run, thread: Thread, wait: TaskWait): void => {
  if (wait.heartbeatMs === undefined) return;
  const moved: TaskWait = { ...wait, heartbeatAtMs: run.world.nowMs + wait.heartbeatMs };
  const dueMs = dueOf(moved);
  if (dueMs !== undefined && dueMs !== dueOf(wait)) run.effects.push({ type: 'timer', ref: wait.ref, dueMs });
  run.set({ ...thread, wait: moved });
};

/** The task has its outcome, so its timer, if it has one, is no longer wanted. */
const forgetTimer = (run: Run, wait: TaskWait): void => {
  if (dueOf(wait) !== undefined) run.cancel(wait.ref);
};

function* succeeded(
  run: Run,
  thread: Thread,
  node: TaskNode,
  wait: TaskWait,
  { output }: Extract<Signal, { type: 'task-succeeded' }>,
): Work<void> {
  const text = run.text(output);
  if (isTooLarge(text)) {
    const name = familyOf(node) === 'Task' ? node.names.resourceType : node.resource;
    return yield* taskFailed(run, thread, node, wait, dataLimitFault(name));
  }
  forgetTimer(run, wait);
  const details = { ...aboutService(node), output: text };
  run.proceed(thread.id, run.log(`${familyOf(node)}Succeeded`, thread.previousId, details));
  yield* resultArrived(run, thread.id, output);
}

function* taskFailed(run: Run, thread: Thread, node: TaskNode, wait: TaskWait, fault: StateFault): Work<void> {
  forgetTimer(run, wait);
  const details = { ...aboutService(node), ...fieldsOf(failureOf(fault, thread)) };
  run.proceed(thread.id, run.log(`${familyOf(node)}Failed`, thread.previousId, details));
  yield* failed(run, thread.id, fault);
}

/** The timer came: out of time, or, after a heartbeat in between, not yet. */
function* timedOut(run: Run, thread: Thread, node: TaskNode, wait: TaskWait): Work<void> {
  const dueMs = dueOf(wait);
  if (dueMs === undefined) return;
  if (run.world.nowMs < dueMs) {
    run.effects.push({ type: 'timer', ref: wait.ref, dueMs });
    return;
  }
  run.cancel(wait.ref);
  const error = wait.timeoutAtMs === dueMs ? ERRORS.timeout : ERRORS.heartbeatTimeout;
  const details = { ...aboutService(node), error };
  run.proceed(thread.id, run.log(`${familyOf(node)}TimedOut`, thread.previousId, details));
  yield* failed(run, thread.id, new StateFault(error, undefined));
}

/** The machine's own TimeoutSeconds is over. */
export const executionTimedOut = (run: Run): void => {
  run.log('ExecutionTimedOut', run.thread(ROOT).previousId, {});
  run.end('TIMED_OUT', {});
};

export const stopped = (run: Run, { error, cause }: Extract<Signal, { type: 'stop' }>): void => {
  const said = fieldsOf({ error, cause });
  run.log('ExecutionAborted', 0, said);
  run.end('ABORTED', said);
};
