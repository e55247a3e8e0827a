import type { KeyRange, KeyValues, Space } from '@espresso/tables';

/** Something to read from: what was committed, or a layer over it. */
export type View = Pick<KeyValues, 'get' | 'range'>;

/** A key's new value; without one, the key goes. */
export interface Change<Value> {
  readonly value?: Value;
}

/** What a layer changed in one space. */
export interface Written<Value> {
  readonly space: Space<Value>;
  readonly changes: Map<string, Change<Value>>;
}

/**
 * Changes that have not happened yet, over a view of what has. Reads see them. A layer that is merged becomes part of the
 * one below; a layer that is dropped leaves no trace: that is how one failing unit of work rolls back alone.
 */
export class Layer implements KeyValues {
  #below: View;
  readonly #written = new Map<string, Written<unknown>>();

  constructor(below: View) {
    this.#below = below;
  }

  get<Value>(space: Space<Value>, key: string): Value | undefined {
    const change = this.#writtenTo(space)?.changes.get(key);
    return change === undefined ? this.#below.get(space, key) : change.value;
  }

  put<Value>(space: Space<Value>, key: string, value: Value): void {
    this.#openSpace(space).changes.set(key, { value });
  }

  delete<Value>(space: Space<Value>, key: string): void {
    this.#openSpace(space).changes.set(key, {});
  }

  range<Value>(space: Space<Value>, range: KeyRange): Iterable<readonly [string, Value]> {
    const written = this.#writtenTo(space);
    if (written === undefined) return this.#below.range(space, range);
    const own = within(written.changes, range);
    if (own.length === 0) return this.#below.range(space, range);
    const { limit } = range;
    // Each change hides at most one entry below, so this many entries of it are enough.
    const below = limit === undefined ? range : { ...range, limit: limit + own.length };
    const merged = mergeSorted(own, this.#below.range(space, below), range.reverse ?? false);
    return limit === undefined ? merged : take(merged, limit);
  }

  /** What this layer changed in one space. */
  changesIn<Value>(space: Space<Value>): Iterable<Change<Value>> {
    return this.#writtenTo(space)?.changes.values() ?? [];
  }

  /** What this layer changed, by space. */
  written(): Iterable<Written<unknown>> {
    return this.#written.values();
  }

  get isEmpty(): boolean {
    return this.#written.size === 0;
  }

  /** Changes what this layer lies over, for a view that reads the same. */
  standOn(below: View): void {
    this.#below = below;
  }

  /** Makes these changes part of the layer below. */
  mergeInto(below: Layer): void {
    for (const { space, changes } of this.#written.values()) {
      const target = below.#openSpace(space).changes;
      for (const [key, change] of changes) target.set(key, change);
    }
  }

  #writtenTo<Value>(space: Space<Value>): Written<Value> | undefined {
    const known = this.#written.get(space.name);
    return known !== undefined && isWrittenTo(known, space) ? known : undefined;
  }

  #openSpace<Value>(space: Space<Value>): Written<Value> {
    const known = this.#writtenTo(space);
    if (known !== undefined) return known;
    const opened: Written<Value> = { space, changes: new Map() };
    this.#written.set(space.name, opened);
    return opened;
  }
}

/** A space's name stands for one type of value, everywhere. */
const isWrittenTo = <Value>(written: Written<unknown>, space: Space<Value>): written is Written<Value> =>
  written.space.name === space.name;

type Entry<Value> = readonly [key: string, change: Change<Value>];

const within = <Value>(
  changes: Map<string, Change<Value>>,
  { from = '', to, reverse = false }: KeyRange,
): Entry<Value>[] => {
  const found: Entry<Value>[] = [];
  for (const [key, change] of changes) if (key >= from && (to === undefined || key < to)) found.push([key, change]);
  found.sort(([a], [b]) => (a < b === reverse ? 1 : -1));
  return found;
};

/** Two sorted runs as one; where both have a key, the change decides. */
function* mergeSorted<Value>(
  own: readonly Entry<Value>[],
  below: Iterable<readonly [string, Value]>,
  reverse: boolean,
): Generator<readonly [string, Value]> {
  let next = 0;
  const precedes = (a: string, b: string): boolean => (reverse ? a > b : a < b);
  for (const [key, value] of below) {
    let entry = own[next];
    while (entry !== undefined && precedes(entry[0], key)) {
      if (entry[1].value !== undefined) yield [entry[0], entry[1].value];
      entry = own[++next];
    }
    if (entry?.[0] === key) {
      if (entry[1].value !== undefined) yield [key, entry[1].value];
      next++;
    } else {
      yield [key, value];
    }
  }
  for (const [key, { value }] of own.slice(next)) if (value !== undefined) yield [key, value];
}

function* take<Value>(values: Iterable<Value>, limit: number): Generator<Value> {
  let taken = 0;
  if (limit <= 0) return;
  for (const value of values) {
    yield value;
    if (++taken >= limit) return;
  }
}
