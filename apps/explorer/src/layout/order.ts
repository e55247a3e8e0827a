/** A thing in a row: a box, or the place where a long way passes through. */
export type Row = readonly string[];
/** Which things of the next row each thing is tied to, and of the row before. */
export interface Ties {
  readonly below: ReadonlyMap<string, readonly string[]>;
  readonly above: ReadonlyMap<string, readonly string[]>;
}

const SWEEPS = 12;

/** Orders rows so that few ways cross: each thing goes to the middle of what it is tied to, up and down in turns; the best find stays. */
export const orderRows = (rows: readonly Row[], ties: Ties): readonly Row[] => {
  let best = rows;
  let fewest = crossings(rows, ties);
  let current = rows.map((row) => [...row]);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const goesDown = sweep % 2 === 0;
    const order = current.map((_, at) => (goesDown ? at : current.length - 1 - at));
    for (const at of order.slice(1)) {
      const neighbour = current[goesDown ? at - 1 : at + 1] ?? [];
      current[at] = byMiddle(current[at] ?? [], neighbour, goesDown ? ties.above : ties.below);
    }
    const count = crossings(current, ties);
    if (count < fewest) {
      fewest = count;
      best = current.map((row) => [...row]);
    }
    current = current.map((row) => [...row]);
  }
  return best;
};

const byMiddle = (row: Row, neighbour: Row, tied: ReadonlyMap<string, readonly string[]>): string[] => {
  const place = new Map(neighbour.map((id, at) => [id, at]));
  const middle = (id: string, at: number): number => {
    const places = (tied.get(id) ?? []).flatMap((other) => place.get(other) ?? []);
    // What is tied to nothing keeps its place.
    return places.length === 0 ? at : places.reduce((sum, one) => sum + one, 0) / places.length;
  };
  return row
    .map((id, at) => ({ id, key: middle(id, at), at }))
    .toSorted((a, b) => a.key - b.key || a.at - b.at)
    .map(({ id }) => id);
};

/** How often two ways between neighbouring rows cross. */
export const crossings = (rows: readonly Row[], { below }: Ties): number => {
  let count = 0;
  for (const [at, row] of rows.entries()) {
    const place = new Map((rows[at + 1] ?? []).map((id, index) => [id, index]));
    const ends = row.flatMap((id) =>
      (below.get(id) ?? []).flatMap((to) => place.get(to) ?? []).toSorted((a, b) => a - b),
    );
    for (const [index, end] of ends.entries()) for (const later of ends.slice(index + 1)) if (later < end) count++;
  }
  return count;
};
