import { Lru } from '@espresso/kernel';
import type { KeyRange, Space } from '@espresso/tables';
import type { Store } from '../store/store.ts';
import type { Layer, View } from './layer.ts';

/** Values kept decoded, of each space: every order, execution and shop of a busy day's last hour. */
const CACHED_PER_SPACE_MAX = 4_000;

/** What is known of a key without asking the store; without a value: that there is none. */
interface Cached<Value> {
  readonly value?: Value;
}

interface Shelf<Value> {
  readonly name: string;
  readonly cache: Lru<string, Cached<Value>>;
}

/** What was committed: the bottom of every stack of layers. Decodes each value once and keeps it. */
export class Committed implements View {
  readonly #store: Store;
  readonly #shelves = new Map<string, Shelf<unknown>>();

  constructor(store: Store) {
    this.#store = store;
  }

  get<Value>(space: Space<Value>, key: string): Value | undefined {
    if (space.seldomRead === true) return this.#read(space, key);
    const { cache } = this.#shelfOf(space);
    const cached = cache.get(key);
    if (cached !== undefined) return cached.value;
    const value = this.#read(space, key);
    cache.set(key, value === undefined ? {} : { value });
    return value;
  }

  #read<Value>(space: Space<Value>, key: string): Value | undefined {
    const text = this.#store.get(space.name, key);
    return text === undefined ? undefined : space.decode(text);
  }

  *range<Value>(space: Space<Value>, range: KeyRange): Iterable<readonly [string, Value]> {
    const { cache } = this.#shelfOf(space);
    for (const [key, text] of this.#store.range(space.name, range)) {
      const cached = cache.get(key)?.value;
      yield [key, cached ?? space.decode(text)];
    }
  }

  /** Takes over what a layer changed, once the store has it. */
  absorb(layer: Layer): void {
    for (const written of layer.written()) {
      if (written.space.seldomRead === true) continue;
      const { cache } = this.#shelfOf(written.space);
      for (const [key, change] of written.changes) cache.set(key, change);
    }
  }

  #shelfOf<Value>(space: Space<Value>): Shelf<Value> {
    const known = this.#shelves.get(space.name);
    if (known !== undefined && isShelfOf(known, space)) return known;
    const shelf: Shelf<Value> = { name: space.name, cache: new Lru(CACHED_PER_SPACE_MAX) };
    this.#shelves.set(space.name, shelf);
    return shelf;
  }
}

/** A space's name stands for one type of value, everywhere: so a shelf of that name holds that type. */
const isShelfOf = <Value>(shelf: Shelf<unknown>, space: Space<Value>): shelf is Shelf<Value> =>
  shelf.name === space.name;
