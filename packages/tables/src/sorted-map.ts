import type { KeyRange } from './types.ts';

const RUN_MAX = 512;

/** A map whose keys are in order: runs of at most 512 sorted keys, so that an insertion moves little. */
export class SortedMap<Value> {
  readonly #values = new Map<string, Value>();
  /** Sorted runs of sorted keys; none is empty, except a single one. */
  readonly #runs: string[][] = [[]];

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  get size(): number {
    return this.#values.size;
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key)) this.#insert(key);
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (!this.#values.delete(key)) return;
    const at = this.#runOf(key);
    const run = this.#runs[at] ?? [];
    run.splice(lowerBound(run, key), 1);
    if (run.length === 0 && this.#runs.length > 1) this.#runs.splice(at, 1);
  }

  *range({ from, to, reverse = false, limit = Infinity }: KeyRange): Generator<readonly [key: string, value: Value]> {
    let left = limit;
    for (const key of reverse ? this.#down(from, to) : this.#up(from, to)) {
      if (left-- <= 0) return;
      const value = this.#values.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  *#up(from: string | undefined, to: string | undefined): Generator<string> {
    let at = from === undefined ? 0 : this.#runOf(from);
    let start = from === undefined ? 0 : lowerBound(this.#runs[at] ?? [], from);
    for (; at < this.#runs.length; at++, start = 0) {
      const run = this.#runs[at] ?? [];
      for (let index = start; index < run.length; index++) {
        const key = run[index] ?? '';
        if (to !== undefined && key >= to) return;
        yield key;
      }
    }
  }

  *#down(from: string | undefined, to: string | undefined): Generator<string> {
    let at = to === undefined ? this.#runs.length - 1 : this.#runOf(to);
    let end: number | undefined = to === undefined ? undefined : lowerBound(this.#runs[at] ?? [], to);
    for (; at >= 0; at--, end = undefined) {
      const run = this.#runs[at] ?? [];
      for (let index = (end ?? run.length) - 1; index >= 0; index--) {
        const key = run[index] ?? '';
        if (from !== undefined && key < from) return;
        yield key;
      }
    }
  }

  #insert(key: string): void {
    const at = this.#runOf(key);
    const run = this.#runs[at] ?? [];
    run.splice(lowerBound(run, key), 0, key);
    if (run.length > RUN_MAX) this.#runs.splice(at + 1, 0, run.splice(RUN_MAX / 2));
  }

  /** The run where `key` is or would go: the last that does not start above it. */
  #runOf(key: string): number {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#runs[middle]?.[0] ?? '') <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The first place in the sorted run whose key is not below `key`. */
const lowerBound = (run: readonly string[], key: string): number => {
  let low = 0;
  let high = run.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((run[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
};
