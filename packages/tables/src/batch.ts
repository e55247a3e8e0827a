import { applyChange, type Change } from './changes.ts';
import { InvalidRequest, constraint } from './errors.ts';
import { prepareGet } from './get.ts';
import { itemKeyAmongMany } from './plan.ts';
import type { GetRequest } from './requests.ts';
import { itemSize } from './size.ts';
import type { AttributeMap, Item, KeyValues, TableDefinition } from './types.ts';
import { prepareDelete, preparePut } from './write.ts';

const GETS_MAX = 100;
const WRITES_MAX = 25;
/** No batch answers more than this. */
const BYTES_MAX = 16 * 1024 * 1024;

/** Items of one table to read. */
export interface BatchGetEntry extends Omit<GetRequest, 'key'> {
  readonly table: TableDefinition;
  readonly keys: readonly AttributeMap[];
}

export interface BatchGetResult {
  /** What was found, per entry; what is missing is left out. */
  readonly items: readonly (readonly Item[])[];
  /** The keys that did not fit into 16 MB, per entry. */
  readonly unprocessedKeys: readonly (readonly AttributeMap[])[];
}

/** Reads up to 100 items by key (API reference, BatchGetItem). */
export const batchGet = (store: KeyValues, entries: readonly BatchGetEntry[]): BatchGetResult => {
  const count = entries.reduce((sum, { keys }) => sum + keys.length, 0);
  if (count > GETS_MAX) throw new InvalidRequest('Too many items requested for the BatchGetItem call');
  const prepared = entries.map((entry) => {
    if (entry.keys.length === 0) {
      throw constraint(
        '[]',
        `requestItems.${entry.table.name}.member.keys`,
        'Member must have length greater than or equal to 1',
      );
    }
    const { projection, names } = entry;
    const gets = entry.keys.map((key) => ({ key, get: prepareGet(entry.table, { key, projection, names }) }));
    refuseDuplicates(gets.map(({ get }) => get.key));
    return gets;
  });
  let bytes = 0;
  const unprocessedKeys: AttributeMap[][] = [];
  const items = prepared.map((gets) => {
    const found: Item[] = [];
    const left: AttributeMap[] = [];
    unprocessedKeys.push(left);
    for (const { key, get } of gets) {
      const item = bytes < BYTES_MAX ? get.read(store) : undefined;
      if (item !== undefined) bytes += itemSize(item);
      if (bytes >= BYTES_MAX) left.push(key);
      else if (item !== undefined) found.push(item);
    }
    return found;
  });
  return { items, unprocessedKeys };
};

const refuseDuplicates = (keys: readonly string[]): void => {
  if (new Set(keys).size !== keys.length) {
    throw new InvalidRequest('Provided list of item keys contains duplicates');
  }
};

/** A put or a delete without a condition. */
export type BatchWriteEntry =
  | { readonly type: 'put'; readonly table: TableDefinition; readonly item: Item }
  | { readonly type: 'delete'; readonly table: TableDefinition; readonly key: AttributeMap };

/** Writes up to 25 items (API reference, BatchWriteItem); here they are all written or, on a fault, none. */
export const batchWrite = (store: KeyValues, entries: readonly BatchWriteEntry[]): readonly Change[] => {
  if (entries.length > WRITES_MAX) throw new InvalidRequest('Too many items requested for the BatchWriteItem call');
  const prepared = entries.map((entry) =>
    entry.type === 'put'
      ? preparePut(entry.table, { item: entry.item }, itemKeyAmongMany)
      : prepareDelete(entry.table, { key: entry.key }),
  );
  refuseDuplicates(prepared.map(({ plan, key }) => `${plan.definition.name}\u0001${key}`));
  return prepared.flatMap(({ plan, key, decide }) => {
    const decision = decide(store.get(plan.space, key));
    if ('written' in decision) return [];
    applyChange(store, plan, decision);
    return [decision];
  });
};
