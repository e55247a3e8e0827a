import type { Key, Page, Query, Table, Work } from '@espresso/contract';
import type { Ids, Random } from '@espresso/kernel';
import type { NewEvent } from '../bus/new-event.ts';
import type { Cause } from './cause.ts';
import { Layer, type View } from './layer.ts';
import { readItem, readItems } from './read-items.ts';

/** What every unit of work of one host shares. */
export interface Surroundings {
  readonly ids: Ids;
  readonly random: Random;
}

/**
 * One unit of work: what it read, what it wants to write, the events it emits. Merged whole into the unit or commit it
 * is part of, or dropped whole.
 */
export class Unit implements Work {
  readonly layer: Layer;
  readonly nowMs: number;
  readonly ids: Ids;
  readonly random: Random;
  readonly cause: Cause;
  readonly #surroundings: Surroundings;
  readonly #emitted: NewEvent[] = [];

  constructor(below: View, nowMs: number, cause: Cause, surroundings: Surroundings) {
    this.layer = new Layer(below);
    this.nowMs = nowMs;
    this.cause = cause;
    this.ids = surroundings.ids;
    this.random = surroundings.random;
    this.#surroundings = surroundings;
  }

  get<Item extends Readonly<Record<string, unknown>>>(table: Table<Item>, key: Key): Promise<Item | undefined> {
    return Promise.resolve(readItem(this.layer, table, key));
  }

  query<Item extends Readonly<Record<string, unknown>>>(table: Table<Item>, query: Query): Promise<Page<Item>> {
    return Promise.resolve(readItems(this.layer, table, query));
  }

  emit(event: NewEvent): void {
    this.#emitted.push(event);
  }

  get emitted(): readonly NewEvent[] {
    return this.#emitted;
  }

  /** A unit within this one, that can fail without it: a task of a workflow, say. */
  within(cause: Cause = this.cause): Unit {
    return new Unit(this.layer, this.nowMs, cause, this.#surroundings);
  }

  /** Makes everything that a unit within this one did part of this one. */
  absorb(inner: Unit): void {
    inner.layer.mergeInto(this.layer);
    this.#emitted.push(...inner.emitted);
  }
}
