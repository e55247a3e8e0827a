import type { JsonObject } from '@espresso/kernel';
import type { ChildInput, MachineType, MapRunEffect, ResultWriter } from '@espresso/states';
import type { KeyValues } from '@espresso/tables';
import { jsonSpace, keyOf, sortable, startingWith } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
export type ChildStatus = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** How many children, or items in them, came to which end. */
export type Tally = Readonly<Record<ChildStatus, number>>;

/** A Map Run as it is kept: what was asked for, and how far it is. */
export interface MapRun {
  readonly arn: string;
  /** The execution whose Map it is, and the wait that hears of its end. */
  readonly key: string;
  readonly ref: string;
  readonly executionArn: string;
  /** `Machine/Label`: what its children are listed under. */
  readonly machineName: string;
  readonly roleArn: string;
  readonly correlationId: string;
  readonly type: MachineType;
  /** The children's definition, by hash. */
  readonly definition: string;
  readonly concurrency: number;
  readonly toleratedCount: number;
  readonly toleratedPercentage: number;
  readonly writer?: ResultWriter;
  readonly status: MapRunStatus;
  readonly startMs: number;
  readonly stopMs?: number;
  readonly total: number;
  readonly totalItems: number;
  /** How many children were started: the index of the next one. */
  readonly started: number;
  readonly ended: Tally;
  readonly endedItems: Tally;
  readonly resultsWritten: number;
}

/** What a child came to. */
export interface ChildEnd {
  readonly status: ChildStatus;
  readonly items: number;
  /** As DescribeExecution tells it, in PascalCase; its output is a text. */
  readonly described: JsonObject;
}

const mapRuns = jsonSpace<MapRun>('map-runs');
const keys = jsonSpace<string>('map-run-keys');
const inputs = jsonSpace<ChildInput>('map-run-inputs');
const ends = jsonSpace<ChildEnd>('map-run-ends');

export const nothingYet: Tally = { SUCCEEDED: 0, FAILED: 0, TIMED_OUT: 0, ABORTED: 0 };

/** What tells a Map Run from all others: the last part of its ARN. */
export const mapRunId = (arn: string): string => arn.split(':').at(-1) ?? arn;

export const readMapRun = (view: View, id: string): MapRun | undefined => {
  const key = view.get(keys, id);
  return key === undefined ? undefined : view.get(mapRuns, key);
};

export const writeMapRun = (store: KeyValues, run: MapRun): void => {
  const id = mapRunId(run.arn);
  const key = keyOf(run.key, id);
  store.put(keys, id, key);
  store.put(mapRuns, key, run);
};

/** The Map Runs of an execution. */
export const listMapRuns = (view: View, executionKey: string): readonly MapRun[] =>
  [...view.range(mapRuns, startingWith(executionKey))].map(([, run]) => run);

/** Keeps a new Map Run and what its children will be given. */
export const keepMapRun = (store: KeyValues, run: MapRun, { children }: Pick<MapRunEffect, 'children'>): void => {
  writeMapRun(store, run);
  const id = mapRunId(run.arn);
  children.forEach((child, index) => {
    store.put(inputs, keyOf(id, sortable(index)), child);
  });
};

/** Takes the input of the child at an index. */
export const takeInput = (store: KeyValues, id: string, index: number): ChildInput | undefined => {
  const key = keyOf(id, sortable(index));
  const child = store.get(inputs, key);
  store.delete(inputs, key);
  return child;
};

export const writeChildEnd = (store: KeyValues, id: string, index: number, end: ChildEnd): void => {
  store.put(ends, keyOf(id, sortable(index)), end);
};

/** How the children ended that have, in the order of their items. */
export const readChildEnds = (view: View, id: string): readonly ChildEnd[] =>
  [...view.range(ends, startingWith(id))].map(([, end]) => end);

/** A Map Run that is over needs no inputs and no ends any more. */
export const clearMapRun = (store: KeyValues, id: string): void => {
  for (const [key] of [...store.range(inputs, startingWith(id))]) store.delete(inputs, key);
  for (const [key] of [...store.range(ends, startingWith(id))]) store.delete(ends, key);
};

/** Forgets the Map Runs of an execution that is forgotten. */
export const forgetMapRuns = (store: KeyValues, executionKey: string): void => {
  for (const [key, { arn }] of [...store.range(mapRuns, startingWith(executionKey))]) {
    clearMapRun(store, mapRunId(arn));
    store.delete(keys, mapRunId(arn));
    store.delete(mapRuns, key);
  }
};
