import type { Execution, Thread, WaitView } from '../types.ts';
import { EXECUTION_REF } from './run.ts';
import { dueOf } from './task.ts';

/** The thread that waits for `ref`. */
export const waitingThread = (execution: Execution, ref: string): Thread | undefined =>
  Object.values(execution.threads).find(({ wait }) => wait && wait.for !== 'branches' && wait.ref === ref);

/** Whether a signal for `ref` would reach this execution; a task's ref, a timer's, or that of its own timeout. */
export const isWaitingFor = (execution: Execution, ref: string): boolean => {
  if (execution.status !== 'RUNNING') return false;
  if (ref === EXECUTION_REF) return execution.untilMs !== undefined;
  return waitingThread(execution, ref) !== undefined;
};

/** What a running execution waits for, oldest thread first. Nothing once it ended. */
export const waits = (execution: Execution): readonly WaitView[] =>
  Object.values(execution.threads).flatMap(({ state, wait }): readonly WaitView[] => {
    if (!wait || wait.for === 'branches') return [];
    const { ref, sinceMs } = wait;
    if (wait.for === 'map-run') return [{ ref, state, sinceMs, for: 'task', resource: wait.arn }];
    if (wait.for !== 'task') return [{ ref, state, sinceMs, untilMs: wait.untilMs, for: wait.for }];
    const untilMs = dueOf(wait);
    const until = untilMs === undefined ? undefined : { untilMs };
    const { resource, callback } = wait;
    return [{ ref, state, sinceMs, ...until, for: callback ? 'callback' : 'task', resource }];
  });
