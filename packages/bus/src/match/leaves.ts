import type { JsonScalar } from '@espresso/kernel';

/** An object (or array) that stands in an array of the event. Made only for arrays that a pattern's path goes through. */
export interface Element {
  readonly id: number;
  /** The array it stands in, by number; every array of an event has its own. */
  readonly array: number;
  /** The path of that array with a dot after it: what a path that goes through it starts with. */
  readonly prefix: string;
  /** The element around that array, if it stands in one itself. */
  readonly parent: Element | null;
  /** How many elements are around a leaf of this one, itself included. */
  readonly depth: number;
}

/** The leaves an event has at one path. Reused from event to event: what it holds counts in its `generation` only. */
export class Leaves<Attached> {
  readonly path: string;
  /** What an index keeps at this path. */
  attached: Attached | undefined = undefined;
  /** Number of fields that read this path. */
  uses = 0;

  generation = 0;
  count = 0;
  /** Whether one of the leaves stands in an element. */
  inElements = false;
  readonly values: JsonScalar[] = [];
  readonly elements: (Element | null)[] = [];

  constructor(path: string) {
    this.path = path;
  }

  /** Forgets the leaves of an earlier event. */
  start(generation: number): void {
    this.generation = generation;
    this.count = 0;
    this.inElements = false;
  }

  push(value: JsonScalar, element: Element | null): void {
    this.values[this.count] = value;
    this.elements[this.count] = element;
    this.count++;
    if (element !== null) this.inElements = true;
  }
}
