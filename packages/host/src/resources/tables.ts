import type { AnyTable } from '@espresso/contract';
import {
  expirySpace,
  indexSpace,
  itemSpace,
  rebuildIndexes,
  type KeyValues,
  type Space,
  type TableDefinition,
} from '@espresso/tables';
import type { Definitions } from '../definitions.ts';
import { jsonSpace } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';

/** A table that somebody made while the host ran. */
export interface TableRow {
  readonly definition: TableDefinition;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  readonly billing: 'PAY_PER_REQUEST' | 'PROVISIONED';
  /** Capacity units that were asked for, by index name; the table's own under the empty name. Kept, not enforced. */
  readonly throughput: Readonly<Record<string, { readonly read: number; readonly write: number }>>;
  readonly isProtected: boolean;
}

const tables = jsonSpace<TableRow>('tables');

export const readTable = (view: View, name: string): TableRow | undefined => view.get(tables, name);

export const writeTable = (store: KeyValues, row: TableRow): void => store.put(tables, row.definition.name, row);

export const listTables = (view: View): readonly TableRow[] => [...view.range(tables, {})].map(([, row]) => row);

/** A table by its name: a context's, or one that somebody made. */
export const findTable = (definitions: Definitions, view: View, name: string): AnyTable | TableDefinition | undefined =>
  definitions.tables.get(name) ?? readTable(view, name)?.definition;

/** Every table there is. */
export const allTables = (definitions: Definitions, view: View): readonly (AnyTable | TableDefinition)[] => [
  ...definitions.tables.values(),
  ...listTables(view).map(({ definition }) => definition),
];

/** Removes a table with everything in it. */
export const dropTable = (store: KeyValues, { definition }: TableRow): void => {
  clear(store, itemSpace(definition));
  for (const index of definition.indexes ?? []) clear(store, indexSpace(definition, index));
  clear(store, expirySpace(definition));
  store.delete(tables, definition.name);
};

/** Changes a table's indexes or its time to live: what is derived from the items is made anew. */
export const redefineTable = (store: KeyValues, before: TableRow, after: TableRow): void => {
  const kept = new Set((after.definition.indexes ?? []).map(({ name }) => name));
  for (const index of before.definition.indexes ?? [])
    if (!kept.has(index.name)) clear(store, indexSpace(before.definition, index));
  clear(store, expirySpace(before.definition));
  writeTable(store, after);
  rebuildIndexes(store, after.definition);
};

const clear = <Value>(store: KeyValues, space: Space<Value>): void => {
  for (const [key] of [...store.range(space, {})]) store.delete(space, key);
};
