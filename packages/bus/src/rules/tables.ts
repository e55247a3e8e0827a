/** Receives what a probe found. The same entry may come more than once. */
export interface Sink<Entry> {
  consider(entries: readonly Entry[]): void;
}

/** Entries by key. */
export class KeyTable<Key, Entry> {
  readonly #lists = new Map<Key, Entry[]>();

  add(key: Key, entry: Entry): void {
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, [entry]);
    else list.push(entry);
  }

  remove(key: Key, entry: Entry): void {
    const list = this.#lists.get(key);
    if (list === undefined) return;
    removeFrom(list, entry);
    if (list.length === 0) this.#lists.delete(key);
  }

  sizeAt(key: Key): number {
    return this.#lists.get(key)?.length ?? 0;
  }

  probe(key: Key, sink: Sink<Entry>): void {
    const list = this.#lists.get(key);
    if (list !== undefined) sink.consider(list);
  }

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }
}

/** Takes one entry out of a list whose order does not matter. */
export const removeFrom = <Entry>(list: Entry[], entry: Entry): void => {
  const at = list.indexOf(entry);
  const last = list.pop();
  if (at !== -1 && last !== undefined && at < list.length) list[at] = last;
  else if (at === -1 && last !== undefined) list.push(last);
};

/** Entries by how a text starts or ends: one look-up for each length that a key has. */
export class AffixTable<Entry> {
  readonly #side: 'start' | 'end';
  readonly #table = new KeyTable<string, Entry>();
  /** How many entries have a key of each length. */
  readonly #uses = new Map<number, number>();
  /** Those lengths, shortest first. */
  #lengths: readonly number[] = [];

  constructor(side: 'start' | 'end') {
    this.#side = side;
  }

  add(key: string, entry: Entry): void {
    this.#table.add(key, entry);
    this.#count(key.length, 1);
  }

  remove(key: string, entry: Entry): void {
    this.#table.remove(key, entry);
    this.#count(key.length, -1);
  }

  sizeAt(key: string): number {
    return this.#table.sizeAt(key);
  }

  probe(text: string, sink: Sink<Entry>): void {
    for (const length of this.#lengths) {
      if (length > text.length) return;
      const key = this.#side === 'start' ? text.slice(0, length) : text.slice(text.length - length);
      this.#table.probe(key, sink);
    }
  }

  get isEmpty(): boolean {
    return this.#lengths.length === 0;
  }

  #count(length: number, change: number): void {
    const uses = (this.#uses.get(length) ?? 0) + change;
    if (uses > 0) this.#uses.set(length, uses);
    else this.#uses.delete(length);
    if (uses === 0 || uses === change) this.#lengths = [...this.#uses.keys()].sort((a, b) => a - b);
  }
}
