import type { KeyValues } from '@espresso/tables';
import { jsonSpace, keyOf, sortable, startingWith } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';
import type { StateMachineRow } from './state-machines.ts';

/** A state machine as it was when this version of it was published: it never changes. */
export interface MachineVersion extends Omit<StateMachineRow, 'lastVersion'> {
  readonly number: number;
  readonly description?: string;
}

/** A name for one version, or for two that share the executions started through it. */
export interface MachineAlias {
  readonly machine: string;
  readonly name: string;
  readonly description?: string;
  /** Versions, and how many of a hundred executions each gets. */
  readonly routing: readonly { readonly version: number; readonly weight: number }[];
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  readonly updatedMs: number;
}

const versions = jsonSpace<MachineVersion>('state-machine-versions');
const aliases = jsonSpace<MachineAlias>('state-machine-aliases');

export const readVersion = (view: View, machine: string, number: number): MachineVersion | undefined =>
  view.get(versions, keyOf(machine, sortable(number)));

export const writeVersion = (store: KeyValues, version: MachineVersion): void =>
  store.put(versions, keyOf(version.name, sortable(version.number)), version);

export const dropVersion = (store: KeyValues, machine: string, number: number): void =>
  store.delete(versions, keyOf(machine, sortable(number)));

/** The versions of a machine, the newest first. */
export const listVersions = (view: View, machine: string): readonly MachineVersion[] =>
  [...view.range(versions, startingWith(machine))].map(([, version]) => version).reverse();

export const readAlias = (view: View, machine: string, name: string): MachineAlias | undefined =>
  view.get(aliases, keyOf(machine, name));

export const writeAlias = (store: KeyValues, alias: MachineAlias): void =>
  store.put(aliases, keyOf(alias.machine, alias.name), alias);

export const dropAlias = (store: KeyValues, machine: string, name: string): void =>
  store.delete(aliases, keyOf(machine, name));

/** The aliases of a machine in the order of their names. */
export const listAliases = (view: View, machine: string): readonly MachineAlias[] =>
  [...view.range(aliases, startingWith(machine))].map(([, alias]) => alias);

/** Forgets the versions and aliases of a machine that goes. */
export const dropVersionsAndAliases = (store: KeyValues, machine: string): void => {
  for (const { number } of listVersions(store, machine)) dropVersion(store, machine, number);
  for (const { name } of listAliases(store, machine)) dropAlias(store, machine, name);
};
