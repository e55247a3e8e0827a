import { EspressoError, type Json } from '@espresso/kernel';
import { Decimal } from './decimal.ts';
import { marshallItem, unmarshallItem } from './json.ts';
import type { AttributeValue, IndexDefinition, Item, Space, TableDefinition } from './types.ts';
import { isMap, isList } from './values.ts';

/** Whether JSON alone brings the value back: nothing inside is a set, binary or a decimal. */
const isPlain = (value: AttributeValue | undefined): boolean => {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  if (value instanceof Set || value instanceof Uint8Array || value instanceof Decimal) return false;
  if (isList(value)) return value.every(isPlain);
  if (isMap(value)) for (const name in value) if (!isPlain(value[name])) return false;
  return true;
};

/** An item as text: plain JSON where that says all, otherwise an array that holds DynamoDB's JSON. */
export const encodeItem = (item: Item): string => JSON.stringify(isPlain(item) ? item : [marshallItem(item)]);

const OBJECT_START = 123;

/** The item a text of `encodeItem` says. */
export const decodeItem = (text: string): Item => {
  const parsed: unknown = JSON.parse(text);
  if (text.charCodeAt(0) === OBJECT_START && isItem(parsed)) return parsed;
  if (isTagged(parsed)) return unmarshallItem(parsed[0]);
  throw new EspressoError('An item in the store is not what was written there');
};

/** Only texts of `encodeItem` come here, and those that start like an object are items as they are. */
const isItem = (parsed: unknown): parsed is Item => typeof parsed === 'object' && parsed !== null;
const isTagged = (parsed: unknown): parsed is readonly Json[] => Array.isArray(parsed);

const spaceOfItems = (name: string): Space<Item> => ({ name, encode: encodeItem, decode: decodeItem });
const known = new WeakMap<TableDefinition, Space<Item>>();

/** Where a table's items are. */
export const itemSpace = (table: TableDefinition): Space<Item> => {
  let space = known.get(table);
  if (space === undefined) known.set(table, (space = spaceOfItems(`table:${table.name}`)));
  return space;
};

/** Where an index's entries are: what the index projects of each item. */
export const indexSpace = (table: TableDefinition, index: IndexDefinition): Space<Item> =>
  spaceOfItems(`index:${table.name}/${index.name}`);

/** When which item may go: the key is the time and the item's key, the value the item's key. */
export const expirySpace = (table: TableDefinition): Space<string> => ({
  name: `expiry:${table.name}`,
  encode: (key) => key,
  decode: (key) => key,
});
