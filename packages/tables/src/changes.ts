import { encodeKey, joinKeys } from './keys.ts';
import { indexKey, pickAttributes, planOf, type IndexPlan, type TablePlan } from './plan.ts';
import type { Item, KeyValues, Space, TableDefinition } from './types.ts';
import { attributeOf, equalValues, isNumber } from './values.ts';

/** What a write does to one item: what a stream of the table would tell. Nothing, where `before` is `after`. */
export interface Change {
  readonly table: TablePlan['definition'];
  /** The text of the item's key in `itemSpace(table)`. */
  readonly key: string;
  /** The item before; nothing where there was none. */
  readonly before?: Item;
  /** The item after; nothing where it is gone. */
  readonly after?: Item;
}

/** Writes a change and what the indexes make of it; an index is touched only where its entry differs. */
export const applyChange = (store: KeyValues, plan: TablePlan, { key, before, after }: Change): void => {
  if (before === after) return;
  if (after === undefined) store.delete(plan.space, key);
  else store.put(plan.space, key, after);
  for (const index of plan.indexes) applyToIndex(store, index, key, before, after);
  if (plan.expiry !== undefined) applyToExpiry(store, plan.expiry, key, before, after);
};

const applyToIndex = (store: KeyValues, index: IndexPlan, key: string, before?: Item, after?: Item): void => {
  const from = before === undefined ? undefined : indexKey(index, before);
  const to = after === undefined ? undefined : indexKey(index, after);
  if (from !== undefined && from !== to) store.delete(index.space, joinKeys(from, key));
  if (to === undefined || after === undefined) return;
  const entry = entryOf(index, after);
  if (from === to && before !== undefined && equalValues(entry, entryOf(index, before))) return;
  store.put(index.space, joinKeys(to, key), entry);
};

const entryOf = (index: IndexPlan, item: Item): Item =>
  index.attributes === undefined ? item : pickAttributes(item, index.attributes);

const applyToExpiry = (
  store: KeyValues,
  { attribute, space }: NonNullable<TablePlan['expiry']>,
  key: string,
  before?: Item,
  after?: Item,
): void => {
  const from = before === undefined ? undefined : expiryKey(attribute, key, before);
  const to = after === undefined ? undefined : expiryKey(attribute, key, after);
  if (from === to) return;
  if (from !== undefined) store.delete(space, from);
  if (to !== undefined) store.put(space, to, key);
};

const expiryKey = (attribute: string, key: string, item: Item): string | undefined => {
  const seconds = attributeOf(item, attribute);
  return seconds !== undefined && isNumber(seconds) ? joinKeys(encodeKey(seconds), key) : undefined;
};

/** The names of all spaces a table has: its items first, then what is derived from them. */
export const spaceNames = (table: TableDefinition): readonly string[] => {
  const { space, indexes, expiry } = planOf(table);
  return [space, ...indexes.map((index) => index.space), ...(expiry === undefined ? [] : [expiry.space])].map(
    ({ name }) => name,
  );
};

/**
 * Makes the indexes (and the order of expiry) anew from the items, after the definition has changed. Says how many
 * items there are.
 */
export const rebuildIndexes = (store: KeyValues, table: TableDefinition): number => {
  const plan = planOf(table);
  for (const { space } of plan.indexes) clear(store, space);
  if (plan.expiry !== undefined) clear(store, plan.expiry.space);
  let count = 0;
  for (const [key, item] of [...store.range(plan.space, {})]) {
    for (const index of plan.indexes) applyToIndex(store, index, key, undefined, item);
    if (plan.expiry !== undefined) applyToExpiry(store, plan.expiry, key, undefined, item);
    count++;
  }
  return count;
};

const clear = <Value>(store: KeyValues, space: Space<Value>): void => {
  for (const [key] of [...store.range(space, {})]) store.delete(space, key);
};
