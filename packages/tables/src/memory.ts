import { SortedMap } from './sorted-map.ts';
import type { KeyValues, Space } from './types.ts';

/** Entries of one space, and the space they were put through. */
interface Shelf<Value> {
  readonly space: Space<Value>;
  readonly entries: SortedMap<Value>;
}

const isShelfOf = <Value>(shelf: Shelf<unknown>, space: Space<Value>): shelf is Shelf<Value> =>
  // A shelf is only ever filled through the very space it was made for, so its values are that space's.
  Object.is(shelf.space, space);

/** A store in memory, for tests and the simulation. Values are kept as they are, never as text. */
export const memoryKeyValues = (): KeyValues => {
  const shelves = new Map<string, Shelf<unknown>>();

  const shelfOf = <Value>(space: Space<Value>): Shelf<Value> => {
    const known = shelves.get(space.name);
    if (known !== undefined && isShelfOf(known, space)) return known;
    const shelf: Shelf<Value> = { space, entries: new SortedMap<Value>() };
    // The same name through another definition (of a later release, say): what is there goes through its text.
    if (known !== undefined) {
      for (const [key, value] of known.entries.range({}))
        shelf.entries.set(key, space.decode(known.space.encode(value)));
    }
    shelves.set(space.name, shelf);
    return shelf;
  };

  return {
    get: (space, key) => shelfOf(space).entries.get(key),
    put: (space, key, value) => {
      shelfOf(space).entries.set(key, value);
    },
    delete: (space, key) => {
      shelfOf(space).entries.delete(key);
    },
    range: (space, query) => shelfOf(space).entries.range(query),
  };
};
