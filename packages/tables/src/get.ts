import { bind, compile } from './expressions/request.ts';
import { planOf, requestedKey } from './plan.ts';
import type { GetRequest } from './requests.ts';
import type { Item, KeyValues, TableDefinition } from './types.ts';

/** A checked read of one item: where it is, and what of it was asked for. */
export interface PreparedGet {
  readonly key: string;
  readonly read: (store: KeyValues) => Item | undefined;
}

export const prepareGet = (table: TableDefinition, request: GetRequest): PreparedGet => {
  const { space } = planOf(table);
  const key = requestedKey(planOf(table), request.key);
  if (request.projection === undefined && request.names === undefined) {
    return { key, read: (store) => store.get(space, key) };
  }
  const compiled = compile({ projection: request.projection, names: request.names });
  bind(compiled, undefined, []);
  const { project = (item: Item) => item } = compiled;
  return {
    key,
    read: (store) => {
      const item = store.get(space, key);
      return item === undefined ? undefined : project(item);
    },
  };
};

/** The item with this key, or what the projection takes of it (API reference, GetItem). */
export const getItem = (store: KeyValues, table: TableDefinition, request: GetRequest): Item | undefined =>
  prepareGet(table, request).read(store);
