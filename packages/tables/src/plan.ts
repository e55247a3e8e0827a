import { INVALID_VALUES, InvalidRequest, NOT_VALID_VALUES } from './errors.ts';
import { encodeKey, joinKeys, keyBytes, keyValueOf } from './keys.ts';
import { expirySpace, indexSpace, itemSpace } from './spaces.ts';
import type { AttributeMap, IndexDefinition, Item, KeyAttribute, KeyValue, Space, TableDefinition } from './types.ts';
import { attributeOf, isNumber, setAttribute, typeOf } from './values.ts';
import type { AttributeValue } from './types.ts';

/** A definition made ready for use, once. */
export interface TablePlan {
  readonly definition: TableDefinition;
  readonly space: Space<Item>;
  readonly keys: readonly KeyAttribute[];
  readonly indexes: readonly IndexPlan[];
  readonly expiry?: { readonly attribute: string; readonly space: Space<string> };
}

/** An index's entries are under the index's key, then the table's key, so that equal index keys stay apart. */
export interface IndexPlan {
  readonly definition: IndexDefinition;
  readonly space: Space<Item>;
  readonly keys: readonly KeyAttribute[];
  /** The attributes an entry holds; everything without it. */
  readonly attributes?: readonly string[];
}

const PARTITION_KEY_BYTES_MAX = 2048;
const SORT_KEY_BYTES_MAX = 1024;

const plans = new WeakMap<TableDefinition, TablePlan>();

export const planOf = (table: TableDefinition): TablePlan => {
  let plan = plans.get(table);
  if (plan === undefined) plans.set(table, (plan = makePlan(table)));
  return plan;
};

const keysOf = (schema: {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
}): readonly KeyAttribute[] =>
  schema.sortKey === undefined ? [schema.partitionKey] : [schema.partitionKey, schema.sortKey];

const makePlan = (table: TableDefinition): TablePlan => {
  const keys = keysOf(table);
  return {
    definition: table,
    space: itemSpace(table),
    keys,
    indexes: (table.indexes ?? []).map((index) => {
      const plan = { definition: index, space: indexSpace(table, index), keys: keysOf(index) };
      if (index.projection === 'ALL') return plan;
      const named = index.projection === 'KEYS_ONLY' ? [] : index.projection;
      return { ...plan, attributes: [...new Set([...[...keys, ...plan.keys].map(({ name }) => name), ...named])] };
    }),
    ...(table.expiresAt !== undefined && { expiry: { attribute: table.expiresAt, space: expirySpace(table) } }),
  };
};

/** The text of the key that a request names. Refuses a key of other attributes than the table's. */
export const requestedKey = (plan: TablePlan, key: AttributeMap): string => {
  let count = 0;
  for (const name in key) if (key[name] !== undefined) count++;
  if (count !== plan.keys.length) throw wrongKey();
  return keyText(plan.keys, (attribute) => {
    const value = attributeOf(key, attribute.name);
    const keyValue = keyValueOf(attribute, value);
    if (keyValue === undefined) throw wrongKey();
    return keyValue;
  });
};

const wrongKey = (): InvalidRequest => new InvalidRequest('The provided key element does not match the schema');

/** The text of an item's key where several items are written at once: what is wrong with it is not told apart. */
export const itemKeyAmongMany = (plan: TablePlan, item: Item): string =>
  requestedKey(
    plan,
    pickAttributes(
      item,
      plan.keys.map(({ name }) => name),
    ),
  );

/** The text of an item's key. Refuses an item without it. */
export const itemKey = (plan: TablePlan, item: Item): string =>
  keyText(plan.keys, (attribute) => {
    const value = attributeOf(item, attribute.name);
    if (value === undefined) {
      throw new InvalidRequest(`${INVALID_VALUES}Missing the key ${attribute.name} in the item`);
    }
    const keyValue = keyValueOf(attribute, value);
    if (keyValue !== undefined) return keyValue;
    throw new InvalidRequest(
      `${INVALID_VALUES}Type mismatch for key ${attribute.name} expected: ${attribute.type} actual: ${typeOf(value)}`,
    );
  });

const keyText = (keys: readonly KeyAttribute[], valueOf: (attribute: KeyAttribute) => KeyValue): string => {
  const [partition, sort] = keys;
  if (partition === undefined) return '';
  const first = partText(partition, valueOf(partition), PARTITION_KEY_BYTES_MAX);
  return sort === undefined ? first : joinKeys(first, partText(sort, valueOf(sort), SORT_KEY_BYTES_MAX));
};

const partText = (attribute: KeyAttribute, value: KeyValue, bytesMax: number): string => {
  if (typeof value === 'string' ? value === '' : value instanceof Uint8Array && value.length === 0) {
    const what = typeof value === 'string' ? 'string' : 'binary';
    throw new InvalidRequest(
      `${NOT_VALID_VALUES}The AttributeValue for a key attribute cannot contain an empty ${what} value. Key: ${attribute.name}`,
    );
  }
  // UTF-8 needs three bytes a unit at most, so short keys need no counting.
  if (
    typeof value !== 'number' &&
    (typeof value !== 'string' || value.length * 3 > bytesMax) &&
    keyBytes(value) > bytesMax
  ) {
    throw new InvalidRequest(
      bytesMax === PARTITION_KEY_BYTES_MAX
        ? `${INVALID_VALUES}Size of hashkey has exceeded the maximum size limit of2048 bytes`
        : `${INVALID_VALUES}Aggregated size of all range keys has exceeded the size limit of 1024 bytes`,
    );
  }
  return encodeKey(value);
};

/** The text of an item's key in the index, without the table's key; nothing where the item is not in the index. */
export const indexKey = (index: IndexPlan, item: Item): string | undefined => {
  let text: string | undefined;
  for (const attribute of index.keys) {
    const value = keyValueOf(attribute, attributeOf(item, attribute.name));
    if (value === undefined) return undefined;
    text = text === undefined ? encodeKey(value) : joinKeys(text, encodeKey(value));
  }
  return text;
};

/** Refuses an item whose value for an index's key has another type, or is empty or too long. */
export const checkIndexKeys = (plan: TablePlan, item: Item): void => {
  for (const { definition, keys } of plan.indexes) {
    for (const attribute of keys) {
      const value = attributeOf(item, attribute.name);
      if (value !== undefined) checkIndexKey(definition, attribute, value);
    }
  }
};

const checkIndexKey = (index: IndexDefinition, attribute: KeyAttribute, value: AttributeValue): void => {
  const keyValue = keyValueOf(attribute, value);
  if (keyValue === undefined) {
    throw new InvalidRequest(
      `${INVALID_VALUES}Type mismatch for Index Key ${attribute.name} Expected: ${attribute.type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
    );
  }
  if (isNumber(keyValue)) return;
  const bytesMax = attribute === index.partitionKey ? PARTITION_KEY_BYTES_MAX : SORT_KEY_BYTES_MAX;
  if (keyValue.length > 0 && keyValue.length * 3 <= bytesMax) return;
  const bytes = keyBytes(keyValue);
  if (bytes === 0) {
    throw new InvalidRequest(
      `${NOT_VALID_VALUES}A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${typeof keyValue === 'string' ? 'string' : 'binary'} value. IndexName: ${index.name}, IndexKey: ${attribute.name}`,
    );
  }
  if (bytes > bytesMax) {
    throw new InvalidRequest(
      `${INVALID_VALUES}Size of ${bytesMax === PARTITION_KEY_BYTES_MAX ? 'hashkey' : 'rangekey'} has exceeded the maximum size limit of${String(bytesMax)} bytes`,
    );
  }
};

/** Only these attributes of an item, where it has them. */
export const pickAttributes = (item: Item, names: readonly string[]): Item => {
  const picked: Record<string, AttributeValue> = {};
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value !== undefined) setAttribute(picked, name, value);
  }
  return picked;
};
