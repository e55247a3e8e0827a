import type { JsonObject } from '@espresso/kernel';
import { indexWrites, itemSize, type Change, type IndexDefinition, type Item } from '@espresso/tables';

const READ_UNIT_BYTES = 4_096;
const WRITE_UNIT_BYTES = 1_024;
/** Reads and writes of a transaction are done twice: once to prepare, once to commit. */
export const IN_TRANSACTION = 2;

/** Read units of so many bytes, read together; half of it where the read need not be consistent. */
export const readUnits = (bytes: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (isConsistent ? 1 : 0.5);

export const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : itemSize(item));

const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));

/** Units used of one table and its indexes. */
export interface Usage {
  readonly table: string;
  readonly units: number;
  readonly local: Readonly<Record<string, number>>;
  readonly global: Readonly<Record<string, number>>;
}

const NONE = { local: {}, global: {} };

/** A read of a table, or of one of its indexes. */
export const readUsage = (table: string, units: number, index?: IndexDefinition): Usage => {
  if (index === undefined) return { table, units, ...NONE };
  const used = { [index.name]: units };
  return index.isLocal === true
    ? { table, units: 0, ...NONE, local: used }
    : { table, units: 0, ...NONE, global: used };
};

/** A write: the larger of what was there and what is, and what follows from it in indexes. */
export const writeUsage = (change: Change, times = 1): Usage => {
  const of = (isLocal: boolean): Record<string, number> =>
    Object.fromEntries(
      indexWrites(change)
        .filter(({ index }) => (index.isLocal === true) === isLocal)
        .map(({ index, bytes }) => [index.name, times * bytes.reduce((sum, each) => sum + writeUnits(each), 0)]),
    );
  const units = times * writeUnits(Math.max(sizeOf(change.before), sizeOf(change.after)));
  return { table: change.table.name, units, local: of(true), global: of(false) };
};

const sum = (units: Readonly<Record<string, number>>): number =>
  Object.values(units).reduce((total, each) => total + each, 0);

const added = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) => ({
  ...one,
  ...Object.fromEntries(Object.entries(other).map(([name, units]) => [name, (one[name] ?? 0) + units])),
});

const shownUnits = (units: Readonly<Record<string, number>>, as: readonly string[]): JsonObject =>
  Object.fromEntries(
    Object.entries(units).map(([name, each]) => [name, Object.fromEntries(as.map((member) => [member, each]))]),
  );

/** Whether the request wants to know what it used. */
export const asksCapacity = (input: JsonObject): boolean =>
  input['ReturnConsumedCapacity'] === 'TOTAL' || input['ReturnConsumedCapacity'] === 'INDEXES';

/** A ConsumedCapacity. Transactions say of their units whether they were for reading or for writing. */
const shown = (
  input: JsonObject,
  { table, units, local, global }: Usage,
  kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): JsonObject => {
  const as = kind === undefined ? ['CapacityUnits'] : ['CapacityUnits', kind];
  const valued = (value: number): JsonObject => Object.fromEntries(as.map((member) => [member, value]));
  const total = { TableName: table, ...valued(units + sum(local) + sum(global)) };
  if (input['ReturnConsumedCapacity'] === 'TOTAL') return total;
  return {
    ...total,
    Table: valued(units),
    ...(Object.keys(local).length > 0 && { LocalSecondaryIndexes: shownUnits(local, as) }),
    ...(Object.keys(global).length > 0 && { GlobalSecondaryIndexes: shownUnits(global, as) }),
  };
};

/** What a request on one table used, where it asks for that. */
export const consumed = (input: JsonObject, usage: Usage): JsonObject =>
  asksCapacity(input) ? { ConsumedCapacity: shown(input, usage) } : {};

/** What a request on several tables used, one entry for each, where it asks for that. */
export const consumedOfAll = (
  input: JsonObject,
  usages: readonly Usage[],
  kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): JsonObject => {
  if (!asksCapacity(input)) return {};
  const byTable = new Map<string, Usage>();
  for (const usage of usages) {
    const before = byTable.get(usage.table);
    byTable.set(
      usage.table,
      before === undefined
        ? usage
        : {
            table: usage.table,
            units: before.units + usage.units,
            local: added(before.local, usage.local),
            global: added(before.global, usage.global),
          },
    );
  }
  return { ConsumedCapacity: [...byTable.values()].map((usage) => shown(input, usage, kind)) };
};
