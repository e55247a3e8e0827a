import type { KeyValues } from '@espresso/tables';
import type { LoggedEvent } from '../bus/logged-event.ts';
import type { Changes, Store } from '../store/store.ts';
import type { Committed } from './committed.ts';
import { Layer } from './layer.ts';
import type { Unit } from './unit.ts';

/** Somebody who waits for a commit to be durable. */
export interface Waiting {
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/**
 * One group commit in the making: many units of work, merged one after the other, that become durable together. Each
 * unit's effects can be seen by the units after it, since none of them is told of before all of them are on disk.
 */
export class Commit {
  readonly layer: Layer;
  readonly #store: Store;
  readonly #committed: Committed;
  readonly #events: LoggedEvent[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #firstNumber: number;
  #lastNumber: number;
  #forget: Changes['forget'];

  /** @param below the commit before this one, where that is not durable yet: it sees that one's changes */
  constructor(store: Store, committed: Committed, lastNumber: number, below?: Commit) {
    this.#store = store;
    this.#committed = committed;
    this.#firstNumber = lastNumber + 1;
    this.#lastNumber = lastNumber;
    this.layer = new Layer(below?.layer ?? committed);
  }

  /** Makes a unit of work part of this commit. @returns its events, numbered */
  take(unit: Unit): readonly LoggedEvent[] {
    unit.layer.mergeInto(this.layer);
    const numbered = unit.emitted.map((event) => ({ ...event, number: ++this.#lastNumber }));
    this.#events.push(...numbered);
    return numbered;
  }

  /** Says what to do once everything taken so far is durable, or cannot be. */
  afterwards(waiting: Waiting): void {
    this.#waiting.push(waiting);
  }

  get store(): KeyValues {
    return this.layer;
  }

  get events(): readonly LoggedEvent[] {
    return this.#events;
  }

  /** The events from this number on. */
  eventsFrom(number: number): readonly LoggedEvent[] {
    return this.#events.slice(number - this.#firstNumber);
  }

  get lastNumber(): number {
    return this.#lastNumber;
  }

  /** Lets the store forget events older than an instant. */
  forgetEvents(beforeMs: number, limit: number): void {
    this.#forget = { beforeMs, limit };
  }

  get isEmpty(): boolean {
    return this.layer.isEmpty && this.#events.length === 0 && this.#forget === undefined;
  }

  /** Writes it all, durably; throws, with nothing written, where the store cannot. */
  async flush(): Promise<void> {
    if (!this.isEmpty) await this.#store.commit(this.#changes());
    this.#committed.absorb(this.layer);
  }

  /** The commit below is durable: what it changed is found in what was committed now. */
  standOnCommitted(): void {
    this.layer.standOn(this.#committed);
  }

  /** Lets everybody know who waited for the flush. */
  acknowledge(): void {
    for (const { done } of this.#waiting) done();
  }

  /** Lets everybody know that nothing of it happened. */
  fail(error: Error): void {
    for (const { failed } of this.#waiting) failed(error);
  }

  #changes(): Changes {
    const entries = new Map<string, Map<string, string | null>>();
    for (const { space, changes } of this.layer.written()) {
      const texts = new Map<string, string | null>();
      for (const [key, { value }] of changes) texts.set(key, value === undefined ? null : space.encode(value));
      entries.set(space.name, texts);
    }
    return { entries, events: this.#events, ...(this.#forget && { forget: this.#forget }) };
  }
}
