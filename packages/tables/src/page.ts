import { INVALID_VALUES, InvalidRequest, constraint } from './errors.ts';
import type { Compiled } from './expressions/request.ts';
import type { Values } from './expressions/scope.ts';
import { joinKeys, keyValueOf, encodeKey } from './keys.ts';
import { pickAttributes, planOf, requestedKey, type IndexPlan, type TablePlan } from './plan.ts';
import type { Page, PageRequest } from './requests.ts';
import { itemSize } from './size.ts';
import type { AttributeMap, Item, KeyAttribute, KeyRange, KeyValues, Space, TableDefinition } from './types.ts';
import { attributeOf } from './values.ts';

/** No page looks at more than this. */
export const PAGE_BYTES_MAX = 1024 * 1024;

/** What is read: a table or one of its indexes. */
export interface Source {
  readonly plan: TablePlan;
  readonly index?: IndexPlan;
  readonly space: Space<Item>;
  /** The key attributes it is ordered by. */
  readonly keys: readonly KeyAttribute[];
  /** The attributes that say where in it an item is: its own keys, then the table's. */
  readonly position: readonly KeyAttribute[];
}

export const sourceOf = (table: TableDefinition, request: PageRequest): Source => {
  const plan = planOf(table);
  const { index: name, limit } = request;
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1)) {
    throw constraint(String(limit), 'limit', 'Member must have value greater than or equal to 1');
  }
  if (name === undefined) return { plan, space: plan.space, keys: plan.keys, position: plan.keys };
  const index = plan.indexes.find(({ definition }) => definition.name === name);
  if (index === undefined) throw new InvalidRequest(`The table does not have the specified index: ${name}`);
  const isLocal = index.definition.isLocal === true;
  if (request.consistentRead === true && !isLocal) {
    throw new InvalidRequest('Consistent reads are not supported on global secondary indexes');
  }
  if (request.select === 'ALL_ATTRIBUTES' && index.attributes !== undefined && !isLocal) {
    throw new InvalidRequest(
      `${INVALID_VALUES}Select type ALL_ATTRIBUTES is not supported for global secondary index ${name} because its projection type is not ALL`,
    );
  }
  return { plan, index, space: index.space, keys: index.keys, position: [...index.keys, ...plan.keys] };
};

/** The text of the key that a page ended with. Refuses a key of other attributes. */
export const startKeyText = ({ position }: Source, key: AttributeMap): string => {
  const names = new Set(position.map(({ name }) => name));
  if (Object.keys(key).some((name) => !names.has(name))) throw invalidStart();
  const parts = position.map((attribute) => {
    const value = keyValueOf(attribute, attributeOf(key, attribute.name));
    if (value === undefined) throw invalidStart();
    return encodeKey(value);
  });
  return joinKeys(...parts);
};

const invalidStart = (): InvalidRequest => new InvalidRequest('The provided starting key is invalid');

/**
 * Whether items of a local index are read from the table as well, since more of them is wanted than the index holds
 * (developer guide, "Reading data from a local secondary index").
 */
const isFetched = ({ index }: Source, { select }: PageRequest, { project, projected }: Compiled): boolean => {
  const held = index?.attributes;
  if (index?.definition.isLocal !== true || held === undefined) return false;
  if (select === 'ALL_ATTRIBUTES') return true;
  return project !== undefined && projected?.some((name) => !held.includes(name)) === true;
};

const tableKey = ({ plan }: Source, item: Item): string =>
  requestedKey(
    plan,
    pickAttributes(
      item,
      plan.keys.map(({ name }) => name),
    ),
  );

/** Reads one page of a range: stops behind `limit` items or 1 MB, whichever comes first. */
export const readPage = (
  store: KeyValues,
  source: Source,
  range: KeyRange,
  request: PageRequest,
  compiled: Compiled,
  values: Values,
  isIncluded?: (key: string) => boolean,
): Page => {
  const { limit = Infinity, select } = request;
  const { filter, project } = compiled;
  const fetched = isFetched(source, request, compiled);
  const items: Item[] = [];
  let count = 0;
  let scannedCount = 0;
  let bytes = 0;
  const bounded = isIncluded === undefined && limit !== Infinity ? { ...range, limit } : range;
  for (const [key, item] of store.range(source.space, bounded)) {
    if (isIncluded !== undefined && !isIncluded(key)) continue;
    scannedCount++;
    bytes += itemSize(item);
    if (filter === undefined || filter.test(item, values)) {
      count++;
      if (select !== 'COUNT') {
        const whole = fetched ? (store.get(source.plan.space, tableKey(source, item)) ?? item) : item;
        items.push(project === undefined ? whole : project(whole));
      }
    }
    if (scannedCount >= limit || bytes >= PAGE_BYTES_MAX) {
      const names = source.position.map(({ name }) => name);
      return { items, count, scannedCount, scannedBytes: bytes, lastEvaluatedKey: pickAttributes(item, names) };
    }
  }
  return { items, count, scannedCount, scannedBytes: bytes };
};
