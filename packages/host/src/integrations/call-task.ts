import { isJsonObject, type JsonObject } from '@espresso/kernel';
import type { Effect } from '@espresso/states';
import { failed, type Engine, type Service, type TaskResult } from '../engine.ts';
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
  callerKey: string,
): Promise<TaskResult> => {
  const action = actionOf(engine, task);
  if (action === undefined) {
    return failed('States.Runtime', `The resource '${task.resource}' is not available in this host.`);
  }
  const { correlationId, causationId } = caller;
  const inner = unit.within({ correlationId, ...causeOf(unit, causationId) });
  const result = await action({ engine, unit: inner, arguments: argumentsOf(task), caller, callerKey, task });
  if (result.type !== 'failed') unit.absorb(inner);
  return result;
};

/** What a workflow does in a unit of work follows from what that unit told of first, or from why the unit ran. */
const causeOf = (unit: Unit, fallback: string | undefined): { readonly causationId?: string } => {
  const causationId = unit.emitted[0]?.envelope.id ?? unit.cause.causationId ?? fallback;
  return causationId === undefined ? {} : { causationId };
};

/** A function or an activity by its ARN is a service of one action. */
const actionOf = ({ services }: Engine, { integration: { service, action } }: Task): Service[string] | undefined =>
  services[service]?.[service === 'function' || service === 'activity' ? 'invoke' : action];

const argumentsOf = ({ arguments: value }: Task): JsonObject => (isJsonObject(value) ? value : {});
