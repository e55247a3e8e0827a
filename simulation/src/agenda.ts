/** What is to happen, by when: a queue with the earliest first, and with what came first where two are due together. */
export class Agenda<Entry> {
  readonly #heap: { readonly atMs: number; readonly turn: number; readonly entry: Entry }[] = [];
  #turns = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the next entry is due; undefined when there is none. */
  get nextMs(): number | undefined {
    return this.#heap[0]?.atMs;
  }

  add(atMs: number, entry: Entry): void {
    const heap = this.#heap;
    heap.push({ atMs, turn: this.#turns++, entry });
    for (let at = heap.length - 1; at > 0;) {
      const above = (at - 1) >> 1;
      if (!this.#isBefore(at, above)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  /** Takes everything that is due by `nowMs`, the earliest first. */
  takeDue(nowMs: number): Entry[] {
    const due: Entry[] = [];
    while ((this.nextMs ?? Infinity) <= nowMs) due.push(...this.#takeFirst());
    return due;
  }

  #takeFirst(): Entry[] {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return [];
    if (heap.length > 0) heap[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = right < heap.length && this.#isBefore(right, left) ? right : left;
      if (child >= heap.length || !this.#isBefore(child, at)) return [first.entry];
      this.#swap(at, child);
      at = child;
    }
  }

  #isBefore(at: number, other: number): boolean {
    const [a, b] = [this.#heap[at], this.#heap[other]];
    if (a === undefined || b === undefined) return false;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.turn < b.turn);
  }

  #swap(at: number, other: number): void {
    const [a, b] = [this.#heap[at], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[at] = b;
    this.#heap[other] = a;
  }
}
