import { INVALID_VALUES, InvalidRequest, constraint } from './errors.ts';
import type { Compiled } from './expressions/request.ts';
import type { Values } from './expressions/scope.ts';
import { joinKeys, keyValueOf, encodeKey } from './keys.ts';
import { pickAttributes, planOf, type IndexPlan, type TablePlan } from './plan.ts';
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
  if (request.consistentRead === true) {
    throw new InvalidRequest('Consistent reads are not supported on global secondary indexes');
  }
  if (request.select === 'ALL_ATTRIBUTES' && index.attributes !== undefined) {
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
      if (select !== 'COUNT') items.push(project === undefined ? item : project(item));
    }
    if (scannedCount >= limit || bytes >= PAGE_BYTES_MAX) {
      const names = source.position.map(({ name }) => name);
      return { items, count, scannedCount, lastEvaluatedKey: pickAttributes(item, names) };
    }
  }
  return { items, count, scannedCount };
};
