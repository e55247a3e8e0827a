import { memoryKeyValues, putItem, scan, type Item, type KeyValues, type TableDefinition } from '../index.ts';

// The tables and items the tests of the operations share.

export const orders = {
  name: 'orders',
  partitionKey: { name: 'shopId', type: 'S' },
  sortKey: { name: 'orderNumber', type: 'N' },
  indexes: [
    {
      name: 'by-state',
      partitionKey: { name: 'state', type: 'S' },
      sortKey: { name: 'queuedAt', type: 'N' },
      projection: 'ALL',
    },
    { name: 'by-barista', partitionKey: { name: 'baristaId', type: 'S' }, projection: 'KEYS_ONLY' },
    { name: 'by-drink', partitionKey: { name: 'drink', type: 'S' }, projection: ['state'] },
  ],
  expiresAt: 'goesAt',
} as const satisfies TableDefinition;
export const codes: TableDefinition = { name: 'codes', partitionKey: { name: 'code', type: 'S' } };

export const anOrder = (changes: Item = {}): Item => ({
  shopId: 'lisbon',
  orderNumber: 1,
  state: 'queued',
  queuedAt: 10,
  drink: 'latte',
  ...changes,
});
export const key = { shopId: 'lisbon', orderNumber: 1 };
export const withOrders = (...items: readonly Item[]): KeyValues => {
  const store = memoryKeyValues();
  for (const item of items) putItem(store, orders, { item });
  return store;
};
export const everything = (store: KeyValues): unknown => [
  scan(store, orders, {}),
  scan(store, codes, {}),
  ...orders.indexes.map(({ name }) => scan(store, orders, { index: name })),
];
