import type { Signal } from '@espresso/states';
import type { Engine } from '../engine.ts';
import type { Unit } from '../work/unit.ts';
import { describeChild } from './describe-child.ts';
import { readExecution, type ExecutionRecord } from './records.ts';
import { childOfMapEnded } from './run-map.ts';
import { signalExecution } from './run.ts';

/** Tells the execution that waits for this one how it ended. */
export const tellParent = async (engine: Engine, unit: Unit, key: string): Promise<void> => {
  const record = readExecution(unit.layer, key);
  if (record?.mapRun !== undefined) return childOfMapEnded(engine, unit, record);
  if (record?.parent === undefined || record.execution.status === 'RUNNING') return;
  await signalExecution(engine, unit, record.parent.key, signalOf(record, record.parent));
};

const signalOf = (record: ExecutionRecord, { ref, pattern }: NonNullable<ExecutionRecord['parent']>): Signal => {
  const described = describeChild(record, pattern === 'sync:2');
  if (record.execution.status === 'SUCCEEDED') return { type: 'task-succeeded', ref, output: described };
  return { type: 'task-failed', ref, error: 'States.TaskFailed', cause: JSON.stringify(described) };
};
