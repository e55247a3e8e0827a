import type { Execution, HistoryEvent } from '@espresso/states';
import type { KeyValues, Space } from '@espresso/tables';
import { jsonSpace, keyOf, sortable, startingWith } from '../store/json-space.ts';
import { decodeHistory, encodeHistory } from './history-text.ts';
import type { View } from '../work/layer.ts';
import { forgetMapRuns } from './map-runs.ts';

/** An execution as it is kept: the interpreter's state, and what the host must know to go on with it. */
export interface ExecutionRecord {
  readonly stateMachine: string;
  /** The definition it started with, by hash. */
  readonly definition: string;
  readonly execution: Execution;
  /** Timers set for it: when each ref is due, in milliseconds since 1970. */
  readonly timers: Readonly<Record<string, number>>;
  readonly correlationId: string;
  readonly causationId?: string;
  /** The input as it was given, where its text is not what it would be written as here. */
  readonly inputText?: string;
  /** The task of another execution that waits for this one to end. */
  readonly parent?: { readonly key: string; readonly ref: string; readonly pattern: 'sync' | 'sync:2' };
  /** Executions that tasks of this one wait for: their keys, by the tasks' refs. */
  readonly children?: Readonly<Record<string, string>>;
  /** The Map Run it is a child of, and which. */
  readonly mapRun?: { readonly id: string; readonly arn: string; readonly index: number; readonly items: number };
  /** The version it runs by, and the alias it was started through. */
  readonly qualifier?: { readonly version: number; readonly alias?: string };
  /** When it was last redriven, in milliseconds since 1970. */
  readonly redrivenMs?: number;
}

const executions = jsonSpace<ExecutionRecord>('executions');
const histories: Space<readonly HistoryEvent[]> = { name: 'histories', encode: encodeHistory, decode: decodeHistory };

export const executionKey = (stateMachine: string, name: string): string => keyOf(stateMachine, name);

export const readExecution = (store: View, key: string): ExecutionRecord | undefined => store.get(executions, key);

export const writeExecution = (store: KeyValues, key: string, record: ExecutionRecord): void => {
  store.put(executions, key, record);
};

/** The executions of a state machine in the order of their names, or all of them. */
export const listExecutions = (
  store: View,
  { stateMachine, after, limit }: { readonly stateMachine?: string; readonly after?: string; readonly limit: number },
): readonly (readonly [key: string, record: ExecutionRecord])[] => {
  const all = stateMachine === undefined ? {} : startingWith(stateMachine);
  const from = after === undefined ? undefined : `${after}\u0001`;
  return [...store.range(executions, { ...all, ...(from !== undefined && { from }), limit })];
};

/** Adds new events to an execution's history, as one run of them. */
export const appendHistory = (store: KeyValues, key: string, events: readonly HistoryEvent[]): void => {
  const [first] = events;
  if (first !== undefined) store.put(histories, keyOf(key, sortable(first.id)), events);
};

/** The whole history of an execution, in order. */
export const readHistory = (store: View, key: string): readonly HistoryEvent[] =>
  [...store.range(histories, startingWith(key))].flatMap(([, events]) => events);

/** Forgets an execution and its history. */
export const forgetExecution = (store: KeyValues, key: string): void => {
  store.delete(executions, key);
  forgetMapRuns(store, key);
  for (const [run] of [...store.range(histories, startingWith(key))]) store.delete(histories, run);
};
