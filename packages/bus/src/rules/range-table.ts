import { removeFrom, type Sink } from './tables.ts';

interface Span<Entry> {
  readonly low: number;
  readonly high: number;
  /** Undefined once removed: the place in the tree stays until the next sorting. */
  entry: Entry | undefined;
}

/** So many waiting entries are looked through one by one before sorting them in is worth it. */
const pendingMin = 32;

/**
 * Entries by a range of numbers, both ends included. Sorted by their low ends and read as a balanced tree whose nodes
 * know the highest end below them, so that a probe visits what it finds and little else. What was added lately
 * waits unsorted until it is probed or grows too long.
 */
export class RangeTable<Entry> {
  #sorted: readonly Span<Entry>[] = [];
  /** The highest end in the subtree around each place of `#sorted`. */
  #highest: Float64Array = new Float64Array(0);
  #pending: Span<Entry>[] = [];
  /** How many of `#sorted` have been removed. */
  #gone = 0;
  /** Found in the last probe; kept so that a probe makes no list. */
  readonly #found: Entry[] = [];

  add(low: number, high: number, entry: Entry): void {
    this.#pending.push({ low, high, entry });
    if (this.#pending.length > pendingMin + this.#sorted.length / 8) this.#sortIn();
  }

  remove(low: number, high: number, entry: Entry): void {
    const same = (span: Span<Entry>): boolean => span.entry === entry && span.low === low && span.high === high;
    const waiting = this.#pending.find(same);
    if (waiting !== undefined) {
      removeFrom(this.#pending, waiting);
      return;
    }
    const gone = this.#sorted.find(same);
    if (gone === undefined) return;
    gone.entry = undefined;
    this.#gone++;
    if (this.#gone > this.#sorted.length / 2) this.#sortIn();
  }

  get size(): number {
    return this.#sorted.length - this.#gone + this.#pending.length;
  }

  /** How many ranges hold one end of this range, whichever has more. */
  crowdAt(low: number, high: number): number {
    return Math.max(...[low, high].filter(Number.isFinite).map((end) => this.#find(end).length), 0);
  }

  probe(value: number, sink: Sink<Entry>): void {
    if (this.#pending.length > pendingMin) this.#sortIn();
    const found = this.#find(value);
    if (found.length > 0) sink.consider(found);
  }

  #find(value: number): readonly Entry[] {
    this.#found.length = 0;
    this.#search(value, 0, this.#sorted.length);
    for (const { low, high, entry } of this.#pending)
      if (entry !== undefined && low <= value && value <= high) this.#found.push(entry);
    return this.#found;
  }

  #search(value: number, from: number, to: number): void {
    while (from < to) {
      const middle = (from + to) >>> 1;
      const span = this.#sorted[middle];
      if (span === undefined || (this.#highest[middle] ?? 0) < value) return;
      this.#search(value, from, middle);
      // Everything to the right starts later still.
      if (span.low > value) return;
      if (span.entry !== undefined && value <= span.high) this.#found.push(span.entry);
      from = middle + 1;
    }
  }

  /** Sorts in what waits, and clears out what is gone. */
  #sortIn(): void {
    const spans = [...this.#sorted.filter(({ entry }) => entry !== undefined), ...this.#pending];
    this.#sorted = spans.sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0));
    this.#pending = [];
    this.#gone = 0;
    this.#highest = new Float64Array(spans.length);
    this.#raise(0, spans.length);
  }

  #raise(from: number, to: number): number {
    if (from >= to) return -Infinity;
    const middle = (from + to) >>> 1;
    const own = this.#sorted[middle]?.high ?? -Infinity;
    const highest = Math.max(own, this.#raise(from, middle), this.#raise(middle + 1, to));
    this.#highest[middle] = highest;
    return highest;
  }
}
