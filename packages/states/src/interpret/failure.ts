import { ERRORS, StateFault } from '../fault.ts';
import type { Thread } from '../types.ts';

/** A failure as history and catchers tell it. Both are absent for a Fail state that names neither. */
export interface Failure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** The failure of a fault in a thread's present state, in AWS's frame. */
export const failureOf = (fault: StateFault, thread: Thread): Failure => {
  if (fault.says === undefined || !fault.framed) return { error: fault.error, cause: fault.says };
  const frame = `An error occurred while executing the state '${thread.state}' (entered at the event id #${String(thread.enteredId)}).`;
  return { error: fault.error, cause: `${frame} ${fault.says}` };
};

/** The failure as fields, leaving out what is not there. */
export const fieldsOf = ({ error, cause }: Failure): { readonly error?: string; readonly cause?: string } => ({
  ...(error === undefined ? undefined : { error }),
  ...(cause === undefined ? undefined : { cause }),
});

/**
 * Whether an ErrorEquals list names the error (ASL specification, "Error names"). States.ALL takes everything, also
 * States.DataLimitExceeded; States.TaskFailed everything but timeouts; States.Timeout also a missed heartbeat.
 * States.Runtime is beyond catching, even by its own name.
 */
export const matches = (errors: readonly string[], error: string | undefined): boolean => {
  if (error === ERRORS.runtime) return false;
  const isTimeout = error === ERRORS.timeout || error === ERRORS.heartbeatTimeout;
  return errors.some(
    (name) =>
      name === ERRORS.all ||
      name === error ||
      (name === ERRORS.taskFailed && !isTimeout) ||
      (name === ERRORS.timeout && isTimeout),
  );
};

/** `name`: the task's service or ARN, or the state. */
export const dataLimitFault = (name: string): StateFault =>
  new StateFault(
    ERRORS.dataLimit,
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    { framed: false },
  );
