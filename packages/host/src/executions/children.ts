import type { Json, JsonObject } from '@espresso/kernel';
import type { Signal } from '@espresso/states';
import type { Engine } from '../engine.ts';
import type { Unit } from '../work/unit.ts';
import { readExecution, type ExecutionRecord } from './records.ts';
import { signalExecution } from './run.ts';

/** Tells the execution that waits for this one how it ended. */
export const tellParent = async (engine: Engine, unit: Unit, key: string): Promise<void> => {
  const record = readExecution(unit.layer, key);
  if (record?.parent === undefined || record.execution.status === 'RUNNING') return;
  await signalExecution(engine, unit, record.parent.key, signalOf(record, record.parent));
};

const signalOf = (record: ExecutionRecord, { ref, pattern }: NonNullable<ExecutionRecord['parent']>): Signal => {
  const described = describeChild(record, pattern === 'sync:2');
  if (record.execution.status === 'SUCCEEDED') return { type: 'task-succeeded', ref, output: described };
  return { type: 'task-failed', ref, error: 'States.TaskFailed', cause: JSON.stringify(described) };
};

/** DescribeExecution as `states:startExecution.sync` gives it: names in PascalCase, instants in milliseconds. */
const describeChild = ({ execution, inputText }: ExecutionRecord, parsed: boolean): JsonObject => {
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
