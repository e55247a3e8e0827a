import type { Json, JsonObject } from '@espresso/kernel';
import type { ExecutionRecord } from './records.ts';

/** DescribeExecution as `states:startExecution.sync` gives it: names in PascalCase, instants in milliseconds. */
export const describeChild = ({ execution, inputText }: ExecutionRecord, parsed: boolean): JsonObject => {
  const { status, output, error = status === 'TIMED_OUT' ? 'States.Timeout' : undefined, cause } = execution;
  const shown = (value: Json, text?: string): Json => (parsed ? value : (text ?? JSON.stringify(value)));
  const reason = `Execution is ${status} and cannot be redriven`;
  return {
    ...(cause !== undefined && { Cause: cause }),
    ...(error !== undefined && { Error: error }),
    ExecutionArn: execution.executionArn,
    Input: shown(execution.input, inputText),
    InputDetails: { Included: true },
    Name: execution.name,
    ...(output !== undefined && { Output: shown(output), OutputDetails: { Included: true } }),
    RedriveCount: execution.redriveCount ?? 0,
    RedriveStatus: status === 'SUCCEEDED' ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    ...(status === 'SUCCEEDED' && { RedriveStatusReason: reason }),
    StartDate: execution.startMs,
    StateMachineArn: execution.stateMachineArn,
    Status: status,
    StopDate: execution.stopMs ?? execution.startMs,
  };
};
