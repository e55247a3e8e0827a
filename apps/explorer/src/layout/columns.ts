import type { Row, Ties } from './order.ts';

const PASSES = 24;

/**
 * Gives each thing of each row its place across: near the middle of what it is tied to, never nearer to its neighbour than `gap`, in the order of the row.
 * @returns the middle of each thing, in pixels; the leftmost edge is at 0
 */
export const columns = (
  rows: readonly Row[],
  ties: Ties,
  widthOf: (id: string) => number,
  gap: number,
): ReadonlyMap<string, number> => {
  const x = new Map<string, number>();
  for (const row of rows) {
    let left = 0;
    for (const id of row) {
      x.set(id, left + widthOf(id) / 2);
      left += widthOf(id) + gap;
    }
    const shift = -(left - gap) / 2;
    for (const id of row) x.set(id, (x.get(id) ?? 0) + shift);
  }
  for (let pass = 0; pass < PASSES; pass++) {
    const goesDown = pass % 2 === 0;
    for (const row of goesDown ? rows : rows.toReversed()) {
      const wished = row.map((id) => wish(id, goesDown ? ties.above : ties.below, x));
      for (const [at, place] of apart(row, wished, widthOf, gap).entries()) x.set(row[at] ?? '', place);
    }
  }
  const left = Math.min(...[...x].map(([id, middle]) => middle - widthOf(id) / 2));
  return new Map([...x].map(([id, middle]) => [id, middle - left]));
};

const wish = (id: string, tied: ReadonlyMap<string, readonly string[]>, x: ReadonlyMap<string, number>): number => {
  const places = (tied.get(id) ?? []).flatMap((other) => x.get(other) ?? []).toSorted((a, b) => a - b);
  const middle = places.length / 2;
  const [low, high] = [places[Math.ceil(middle) - 1], places[Math.floor(middle)]];
  return low === undefined || high === undefined ? (x.get(id) ?? 0) : (low + high) / 2;
};

/**
 * The places nearest to those wished (least squares) that keep the order and the gaps: things that push each other become one block, which
 * stands where its members wish on average.
 */
const apart = (
  row: Row,
  wished: readonly number[],
  widthOf: (id: string) => number,
  gap: number,
): readonly number[] => {
  // Measured from where a row packed tight would put each, all that is asked is that no place is left of the one before.
  const packed: number[] = [];
  for (const [at, id] of row.entries()) {
    const before = row[at - 1];
    packed.push(before === undefined ? 0 : (packed[at - 1] ?? 0) + (widthOf(before) + widthOf(id)) / 2 + gap);
  }
  const blocks: { sum: number; count: number }[] = [];
  for (const [at, place] of wished.entries()) {
    blocks.push({ sum: place - (packed[at] ?? 0), count: 1 });
    for (
      let last = blocks.at(-1), before = blocks.at(-2);
      last && before;
      last = blocks.at(-1), before = blocks.at(-2)
    ) {
      if (before.sum / before.count <= last.sum / last.count) break;
      blocks.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  }
  const free = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return free.map((place, at) => place + (packed[at] ?? 0));
};
