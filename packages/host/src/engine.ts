import type { AnyEvent } from '@espresso/contract';
import type { Json, JsonObject } from '@espresso/kernel';
import type { Effect } from '@espresso/states';
import { resolveBus } from './bus/buses.ts';
import { newEvent, type Facts, type NewEvent } from './bus/new-event.ts';
import type { Definitions } from './definitions.ts';
import type { Machines } from './executions/machines.ts';
import type { ExecutionRecord } from './executions/records.ts';
import type { TaskTokens } from './executions/task-tokens.ts';
import type { Unit } from './work/unit.ts';

/** What carrying out a unit of work needs to know of the host. */
export interface Engine {
  readonly definitions: Definitions;
  readonly machines: Machines;
  readonly tokens: TaskTokens;
  /** What workflows can call, by the service's name in a task's resource. */
  readonly services: Readonly<Record<string, Service>>;
}

/** What a task's call came to. */
export type TaskResult =
  /** `child`: the key of an execution that the call started and now waits for. */
  | { readonly type: 'succeeded'; readonly output: Json; readonly child?: string }
  /** Somebody else takes it from here, and tells the execution. */
  | { readonly type: 'pending' }
  | { readonly type: 'failed'; readonly error: string; readonly cause: string };

/** One call of one task, inside a unit of work of its own. */
export interface TaskCall {
  readonly engine: Engine;
  readonly unit: Unit;
  readonly arguments: JsonObject;
  /** The execution that calls. */
  readonly caller: ExecutionRecord;
  readonly callerKey: string;
  /** The task it calls for. */
  readonly task: Extract<Effect, { type: 'task' }>;
}

/** A service integration: its actions, by the name a task's resource gives them. */
export type Service = Readonly<Record<string, (call: TaskCall) => Promise<TaskResult>>>;

export const succeeded = (output: Json): TaskResult => ({ type: 'succeeded', output });

export const failed = (error: string, cause: string): TaskResult => ({ type: 'failed', error, cause });

/** Has a unit of work say that something happened. Without a definition, the newest one of the type is meant. */
export const publish = (
  { definitions }: Engine,
  unit: Unit,
  facts: Omit<Facts, 'definition'> & { readonly bus?: string; readonly definition?: AnyEvent },
): NewEvent => {
  const { account, region } = definitions.arns;
  const event = newEvent(
    { ...facts, definition: facts.definition ?? definitions.events.get(facts.detailType) },
    { bus: resolveBus(facts.bus), id: unit.ids.next(), atMs: unit.nowMs, account, region, cause: unit.cause },
  );
  unit.emit(event);
  return event;
};
