import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import type { Effect } from '@espresso/states';
import { failed, type Engine, type TaskResult } from '../engine.ts';
import type { ExecutionRecord } from '../executions/records.ts';
import type { Unit } from '../work/unit.ts';

type Task = Effect & { readonly type: 'task' };

/**
 * Calls a task's service. What the call writes becomes part of the execution's unit of work only when it succeeds: a task
 * that failed left nothing behind, whatever its state then catches.
 */
export const callTask = async (
  engine: Engine,
  unit: Unit,
  task: Task,
  caller: ExecutionRecord,
): Promise<TaskResult> => {
  const { integration } = task;
  const action = engine.services[integration.service]?.[integration.action];
  if (action === undefined) {
    return failed('States.Runtime', `The resource '${task.resource}' is not available in this host.`);
  }
  const { correlationId, causationId } = caller;
  const inner = unit.within({ correlationId, ...causeOf(unit, causationId) });
  const result = await action({ engine, unit: inner, arguments: argumentsOf(task.arguments), caller });
  if (result.type === 'succeeded') unit.absorb(inner);
  return result;
};

/** What a workflow does in a unit of work follows from what that unit told of first, or from why the unit ran. */
const causeOf = (unit: Unit, fallback: string | undefined): { readonly causationId?: string } => {
  const causationId = unit.emitted[0]?.envelope.id ?? unit.cause.causationId ?? fallback;
  return causationId === undefined ? {} : { causationId };
};

const argumentsOf = (value: Json): JsonObject => (isJsonObject(value) ? value : {});
