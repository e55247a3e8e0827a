import type { Json } from '@espresso/kernel';
import { DATA_BYTES_MAX, bytesOf } from '../limits.ts';
import type { ChildInput } from '../types.ts';

/** How items are put together: at most so many, and so many bytes, for one child (developer guide, "ItemBatcher (Map)"). */
export interface Batching {
  readonly itemsMax: number;
  readonly bytesMax: number;
  readonly input: Json | undefined;
}

/** One child for each item, or for each batch of them, in order. */
export const childrenOf = (items: readonly Json[], batching: Batching | undefined): readonly ChildInput[] => {
  if (batching === undefined) return items.map((input) => ({ input, items: 1 }));
  const { itemsMax, input } = batching;
  const bytesMax = Math.min(batching.bytesMax, DATA_BYTES_MAX);
  const frame = (batch: readonly Json[]): Json => ({ ...(input !== undefined && { BatchInput: input }), Items: batch });
  const empty = bytesOf(JSON.stringify(frame([])));
  const children: ChildInput[] = [];
  let batch: Json[] = [];
  let bytes = empty;
  const close = (): void => {
    if (batch.length > 0) children.push({ input: frame(batch), items: batch.length });
    batch = [];
    bytes = empty;
  };
  for (const item of items) {
    const own = bytesOf(JSON.stringify(item)) + 1;
    if (batch.length >= itemsMax || (batch.length > 0 && bytes + own > bytesMax)) close();
    batch.push(item);
    bytes += own;
  }
  close();
  return children;
};
