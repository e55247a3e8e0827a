import type { Change } from './changes.ts';
import { indexKey, pickAttributes, planOf } from './plan.ts';
import { itemSize } from './size.ts';
import type { IndexDefinition, Item } from './types.ts';
import { equalValues } from './values.ts';

/** What a change means to one index: the bytes of each entry that had to be written or taken away. */
export interface IndexWrite {
  readonly index: IndexDefinition;
  readonly bytes: readonly number[];
}

/**
 * The indexes that a change touches (developer guide, "Write operations" of secondary indexes): one write where an entry
 * comes, goes or changes, two where it moves to another key, none where what it holds stays the same.
 */
export const indexWrites = ({ table, before, after }: Change): readonly IndexWrite[] =>
  planOf(table).indexes.flatMap((plan): readonly IndexWrite[] => {
    const { definition: index, attributes } = plan;
    const entryOf = (item: Item | undefined): Item | undefined => {
      if (item === undefined || indexKey(plan, item) === undefined) return undefined;
      return attributes === undefined ? item : pickAttributes(item, attributes);
    };
    const [from, to] = [entryOf(before), entryOf(after)];
    if (from === undefined || to === undefined) {
      const only = from ?? to;
      return only === undefined ? [] : [{ index, bytes: [itemSize(only)] }];
    }
    if (indexKey(plan, from) !== indexKey(plan, to)) return [{ index, bytes: [itemSize(from), itemSize(to)] }];
    return equalValues(from, to) ? [] : [{ index, bytes: [Math.max(itemSize(from), itemSize(to))] }];
  });
