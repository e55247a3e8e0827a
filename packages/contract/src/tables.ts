import type { z } from 'zod';

/** One attribute of a key: DynamoDB's strings and numbers. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N';
}

/** A global secondary index; items without its key attributes are not in it. */
export interface IndexDefinition {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[];
}

/** A value in a condition or update: what DynamoDB can hold. */
export type Value =
  string | number | boolean | null | ReadonlySet<string> | readonly Value[] | { readonly [name: string]: Value };

/** The key of an item: its partition key, and its sort key where the table has one. */
export type Key = Readonly<Record<string, string | number>>;

/** What must hold for a write to happen, in DynamoDB's condition language. */
export interface Condition<Reason extends string = string> {
  readonly if: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, Value>>;
  /** The refusal that answers when it does not hold; without one the whole unit of work is tried again. */
  readonly otherwise?: Reason;
}

/** A write that a unit of work asks for, as data. */
export type Write<Reason extends string = string> =
  | {
      readonly type: 'put';
      readonly table: AnyTable;
      readonly item: Readonly<Record<string, Value>>;
      readonly condition?: Condition<Reason>;
    }
  | {
      readonly type: 'update';
      readonly table: AnyTable;
      readonly key: Key;
      readonly update: string;
      readonly names?: Readonly<Record<string, string>>;
      readonly values?: Readonly<Record<string, Value>>;
      readonly condition?: Condition<Reason>;
    }
  | { readonly type: 'delete'; readonly table: AnyTable; readonly key: Key; readonly condition?: Condition<Reason> }
  | { readonly type: 'check'; readonly table: AnyTable; readonly key: Key; readonly condition: Condition<Reason> };

/** Any table, where its items' shape does not matter. */
export interface AnyTable {
  readonly kind: 'table';
  readonly owner: string;
  readonly name: string;
  readonly purpose: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly indexes: readonly IndexDefinition[];
  /** The attribute that says when an item may go, in seconds since 1970 (DynamoDB's TTL). */
  readonly expiresAt?: string;
  readonly item: z.ZodType;
}

/** A table whose items have the shape `Item`, and the writes it can be asked for. */
export interface Table<Item extends Readonly<Record<string, unknown>>> extends AnyTable {
  /**
   * A stored item, checked; the same object is checked once, since stored items never change.
   * @throws ZodError when it does not have the table's shape
   */
  parse(stored: object): Item;
  /** Writes the whole item. */
  put<Reason extends string = never>(item: Item, condition?: Condition<Reason>): Write<Reason>;
  /** Writes the item only where there is none with its key. */
  create<Reason extends string = never>(item: Item, otherwise?: Reason): Write<Reason>;
  /** Writes the item only over the version it was decided on (its `version` attribute, counted up by one here). */
  replace<Reason extends string = never>(item: Item & { readonly version: number }, otherwise?: Reason): Write<Reason>;
  /** Changes attributes in place, in DynamoDB's update language. */
  update<Reason extends string = never>(
    key: Key,
    update: string,
    more?: {
      readonly names?: Readonly<Record<string, string>>;
      readonly values?: Readonly<Record<string, Value>>;
      readonly condition?: Condition<Reason>;
    },
  ): Write<Reason>;
  delete<Reason extends string = never>(key: Key, condition?: Condition<Reason>): Write<Reason>;
  check<Reason extends string = never>(key: Key, condition: Condition<Reason>): Write<Reason>;
}

/** A table of one context, with the shape of its items. Its physical name is `owner-name`. */
export const defineTable = <Schema extends z.ZodType<Readonly<Record<string, unknown>>>>(definition: {
  readonly owner: string;
  readonly name: string;
  readonly purpose: string;
  readonly item: Schema;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly indexes?: readonly IndexDefinition[];
  readonly expiresAt?: string;
}): Table<z.output<Schema>> => {
  const { indexes = [], ...facts } = definition;
  const checked = new WeakMap<object, z.output<Schema>>();
  /** What is written here has the shape, so whoever reads it back need not check it again. */
  const asStored = (item: z.output<Schema>): Readonly<Record<string, Value>> => {
    const attributes = plain(item);
    checked.set(attributes, item);
    return attributes;
  };
  const table: Table<z.output<Schema>> = {
    ...facts,
    kind: 'table',
    name: `${definition.owner}-${definition.name}`,
    indexes,
    item: definition.item,
    parse: (stored) => {
      const known = checked.get(stored);
      if (known !== undefined) return known;
      const item = definition.item.parse(stored);
      checked.set(stored, item);
      return item;
    },
    put: (item, condition) => ({ type: 'put', table, item: asStored(item), ...(condition && { condition }) }),
    create: (item, otherwise) => ({
      type: 'put',
      table,
      item: asStored(item),
      condition: {
        if: 'attribute_not_exists(#pk)',
        names: { '#pk': definition.partitionKey.name },
        ...(otherwise && { otherwise }),
      },
    }),
    replace: (item, otherwise) => ({
      type: 'put',
      table,
      item: asStored({ ...item, version: item.version + 1 }),
      condition: {
        if: '#version = :version',
        names: { '#version': 'version' },
        values: { ':version': item.version },
        ...(otherwise && { otherwise }),
      },
    }),
    update: (key, update, more = {}) => ({ type: 'update', table, key, update, ...more }),
    delete: (key, condition) => ({ type: 'delete', table, key, ...(condition && { condition }) }),
    check: (key, condition) => ({ type: 'check', table, key, condition }),
  };
  return table;
};

/** An item without its undefined attributes: DynamoDB knows "absent", not "undefined". */
const plain = (item: Readonly<Record<string, unknown>>): Readonly<Record<string, Value>> => {
  const attributes: Record<string, Value> = {};
  for (const name in item) {
    const value = item[name];
    if (value !== undefined && isValue(value)) attributes[name] = value;
  }
  return attributes;
};

const isValue = (value: unknown): value is Value => typeof value !== 'function' && typeof value !== 'symbol';
