import type { Key, Page, Query, Table } from '@espresso/contract';
import { getItem, query, type KeyValues } from '@espresso/tables';

type Shape = Readonly<Record<string, unknown>>;

const ITEMS_PER_PAGE = 100;

/** The item with this key, checked against its table's schema. */
export const readItem = <Item extends Shape>(store: KeyValues, table: Table<Item>, key: Key): Item | undefined => {
  const stored = getItem(store, table, { key });
  return stored === undefined ? undefined : table.parse(stored);
};

/** A page of a table or index, each item checked against its table's schema (so an index read here projects ALL). */
export const readItems = <Item extends Shape>(store: KeyValues, table: Table<Item>, asked: Query): Page<Item> => {
  const index = table.indexes.find(({ name }) => name === asked.index);
  const { partitionKey } = index ?? table;
  const sort = asked.sort;
  const { items, lastEvaluatedKey } = query(store, table, {
    index: asked.index,
    keyCondition: sort === undefined ? '#partition = :partition' : `#partition = :partition AND ${sort.if}`,
    names: { '#partition': partitionKey.name, ...sort?.names },
    values: { ':partition': asked.partition, ...sort?.values },
    scanIndexForward: !(asked.reverse ?? false),
    limit: asked.limit ?? ITEMS_PER_PAGE,
    exclusiveStartKey: asked.after,
  });
  const after = lastEvaluatedKey && keyIn(lastEvaluatedKey);
  return { items: items.map((item) => table.parse(item)), ...(after && { after }) };
};

const keyIn = (item: Shape): Key =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
    ),
  );
