import type { Json, JsonArray, JsonObject, JsonScalar } from '@espresso/kernel';
import { type Element, Leaves } from './leaves.ts';

/** Arrays within arrays beyond this depth are not looked into; the service's JSON reader refuses such events. */
const arrayDepthMax = 1_000;

interface Step<Attached> {
  readonly path: string;
  readonly prefix: string;
  readonly next: Map<string, Step<Attached>>;
  leaves: Leaves<Attached> | undefined;
}

/**
 * The paths that some pattern reads, as a tree of steps. Walking an event along it visits nothing that no pattern
 * reads, and gathers the leaves of each path.
 */
export class PathTree<Attached> {
  readonly #root: Step<Attached> = { path: '', prefix: '', next: new Map(), leaves: undefined };
  #elementIds = 0;
  #arrayIds = 0;

  /** Counts events; leaves of an earlier generation are stale. */
  generation = 0;
  /** The paths at which the last event has leaves: the first `seenCount` of them. */
  readonly seen: Leaves<Attached>[] = [];
  seenCount = 0;

  /** The place for the leaves at a path, which stays until as many `release`s. */
  claim(path: string): Leaves<Attached> {
    let step = this.#root;
    for (const name of path.split('.')) {
      let next = step.next.get(name);
      if (next === undefined) {
        const inner = step === this.#root ? name : step.prefix + name;
        next = { path: inner, prefix: `${inner}.`, next: new Map(), leaves: undefined };
        step.next.set(name, next);
      }
      step = next;
    }
    step.leaves ??= new Leaves(path);
    step.leaves.uses++;
    return step.leaves;
  }

  release(leaves: Leaves<Attached>): void {
    leaves.uses--;
    if (leaves.uses > 0) return;
    const names = leaves.path.split('.');
    const way = [this.#root];
    for (const name of names) {
      const next = way.at(-1)?.next.get(name);
      if (next !== undefined) way.push(next);
    }
    const end = way.at(-1);
    if (end !== undefined) end.leaves = undefined;
    for (let depth = names.length; depth > 0; depth--) {
      const step = way[depth];
      if (step === undefined || step.leaves !== undefined || step.next.size > 0) return;
      way[depth - 1]?.next.delete(names[depth - 1] ?? '');
    }
  }

  gather(event: JsonObject): void {
    this.generation++;
    this.seenCount = 0;
    this.#elementIds = 0;
    this.#arrayIds = 0;
    this.#object(event, this.#root, null);
  }

  #object(object: JsonObject, step: Step<Attached>, element: Element | null): void {
    for (const name in object) {
      let next = step.next.get(name);
      if (next === undefined) {
        // `{"a.b": 1}` and `{"a": {"b": 1}}` are the same path.
        if (!name.includes('.')) continue;
        next = follow(step, name);
        if (next === undefined) continue;
      }
      const value = at(object, name);
      if (typeof value !== 'object' || value === null) {
        if (next.leaves !== undefined && value !== undefined) this.#leaf(value, next.leaves, element);
      } else if (isArray(value)) this.#array(value, next, element, 0);
      else if (next.next.size > 0) this.#object(value, next, element);
    }
  }

  #array(array: JsonArray, step: Step<Attached>, element: Element | null, depth: number): void {
    const number = this.#arrayIds++;
    for (const value of array) {
      if (typeof value !== 'object' || value === null) {
        // A scalar is in the array as a whole: it goes with any element of it.
        if (step.leaves !== undefined) this.#leaf(value, step.leaves, element);
      } else if (isArray(value)) {
        if (depth < arrayDepthMax) this.#array(value, step, this.#element(number, step, element), depth + 1);
      } else if (step.next.size > 0) this.#object(value, step, this.#element(number, step, element));
    }
  }

  #element(array: number, { prefix }: Step<Attached>, parent: Element | null): Element {
    return { id: this.#elementIds++, array, prefix, parent, depth: parent === null ? 1 : parent.depth + 1 };
  }

  #leaf(value: JsonScalar, leaves: Leaves<Attached>, element: Element | null): void {
    if (leaves.generation !== this.generation) {
      leaves.start(this.generation);
      this.seen[this.seenCount++] = leaves;
    }
    leaves.push(value, element);
  }
}

/**
 * Reading `object[name]` inside a `for … in` over the same object gets code of its own from V8, which Node 24 optimizes
 * and throws away in a circle, at a quarter of the speed. Out here it is an ordinary read.
 */
const at = (object: JsonObject, name: string): Json | undefined => object[name];

const follow = <Attached>(from: Step<Attached>, dotted: string): Step<Attached> | undefined => {
  let step: Step<Attached> | undefined = from;
  for (const name of dotted.split('.')) step = step?.next.get(name);
  return step;
};

const isArray = (value: Json): value is JsonArray => Array.isArray(value);
