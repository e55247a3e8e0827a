import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import type { Effect } from '@espresso/states';
import type { Engine } from '../engine.ts';
import type { ExecutionRecord } from '../executions/records.ts';
import type { Unit } from '../work/unit.ts';
import { dynamodb } from './dynamodb.ts';
import { events } from './events.ts';
import { lambda } from './lambda.ts';
import { sfn } from './sfn.ts';

/** What a task's call came to. */
export type TaskResult =
  | { readonly type: 'succeeded'; readonly output: Json }
  | { readonly type: 'failed'; readonly error: string; readonly cause: string };

/** One call of one task, inside a unit of work of its own. */
export interface TaskCall {
  readonly engine: Engine;
  readonly unit: Unit;
  readonly arguments: JsonObject;
  /** The execution that calls. */
  readonly caller: ExecutionRecord;
}

/** Actions of a service, by the name a task's resource gives them. A new integration is one file and one line below. */
export type Service = Readonly<Record<string, (call: TaskCall) => Promise<TaskResult>>>;

const services: Readonly<Record<string, Service>> = { lambda, events, dynamodb, states: sfn, sfn };

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
  const action = services[integration.service]?.[integration.action];
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

export const succeeded = (output: Json): TaskResult => ({ type: 'succeeded', output });

export const failed = (error: string, cause: string): TaskResult => ({ type: 'failed', error, cause });
