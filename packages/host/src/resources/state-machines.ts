import type { JsonObject } from '@espresso/kernel';
import type { MachineType } from '@espresso/states';
import type { KeyValues } from '@espresso/tables';
import { jsonSpace } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';

/** A state machine that somebody made while the host ran, as its newest definition has it. */
export interface StateMachineRow {
  readonly name: string;
  readonly type: MachineType;
  readonly roleArn: string;
  readonly definition: JsonObject;
  /** The definition's text as it was given. */
  readonly text: string;
  /** The hash its executions keep it under. */
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  readonly updatedMs: number;
  /** Changes with every update; absent until the first one. */
  readonly revisionId?: string;
  /** The number of the newest version that was ever published: none is given twice. */
  readonly lastVersion?: number;
  /** Settings that are kept and shown, and change nothing here. */
  readonly settings: JsonObject;
}

const stateMachines = jsonSpace<StateMachineRow>('state-machines');

export const readStateMachine = (view: View, name: string): StateMachineRow | undefined =>
  view.get(stateMachines, name);

export const writeStateMachine = (store: KeyValues, row: StateMachineRow): void =>
  store.put(stateMachines, row.name, row);

export const dropStateMachine = (store: KeyValues, name: string): void => store.delete(stateMachines, name);

export const listStateMachines = (view: View): readonly StateMachineRow[] =>
  [...view.range(stateMachines, {})].map(([, row]) => row);
