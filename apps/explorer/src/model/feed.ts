import type { BusEvent } from '../wire.ts';

/** How many events the page keeps; the log keeps the rest. */
export const EVENTS_MAX = 20_000;
/** How many are let go at once, so that letting go costs next to nothing per event. */
const LET_GO = 2_000;

/** The events the page knows, oldest first, each once, with what is asked of them looked up. */
export class Feed {
  readonly #eventsMax: number;
  #events: BusEvent[] = [];
  #byId = new Map<string, BusEvent>();
  #effects = new Map<string, BusEvent[]>();
  #conversations = new Map<string, BusEvent[]>();
  /** Conversations by the order number that was given in them. */
  #numbered = new Map<number, Set<string>>();

  constructor(eventsMax = EVENTS_MAX) {
    this.#eventsMax = eventsMax;
  }

  get events(): readonly BusEvent[] {
    return this.#events;
  }

  /** Takes an event in its place. @returns whether it is new here */
  add(event: BusEvent): boolean {
    const { number } = event;
    // A replay sends an event again under its old id; the number tells the two apart.
    if (this.#events.length > 0 && this.#known(number)) return false;
    const last = this.#events.at(-1);
    if (last === undefined || last.number < number) this.#events.push(event);
    else this.#events.splice(this.#placeOf(number), 0, event);
    this.#note(event);
    if (this.#events.length > this.#eventsMax + LET_GO) this.#letGo();
    return true;
  }

  byId(id: string): BusEvent | undefined {
    return this.#byId.get(id);
  }

  /** What an event caused directly. */
  effectsOf(id: string): readonly BusEvent[] {
    return this.#effects.get(id) ?? [];
  }

  /** The events of one conversation, oldest first. */
  conversation(correlationId: string): readonly BusEvent[] {
    return (this.#conversations.get(correlationId) ?? []).toSorted((a, b) => a.number - b.number);
  }

  /** The conversations in which an order got this number: one in each shop. */
  withOrderNumber(orderNumber: number): ReadonlySet<string> {
    return this.#numbered.get(orderNumber) ?? new Set();
  }

  clear(): void {
    this.#events = [];
    this.#forget();
  }

  #known(number: number): boolean {
    return this.#events[this.#placeOf(number)]?.number === number;
  }

  /** Where an event of this number stands or would stand. */
  #placeOf(number: number): number {
    let [from, to] = [0, this.#events.length];
    // What is new comes last, nearly always.
    if ((this.#events[to - 1]?.number ?? -1) < number) return to;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#events[middle]?.number ?? 0) < number) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #note(event: BusEvent): void {
    const { id, causationId, correlationId, detail } = event;
    this.#byId.set(id, event);
    if (causationId !== undefined) under(this.#effects, causationId).push(event);
    if (correlationId === undefined) return;
    under(this.#conversations, correlationId).push(event);
    const { orderNumber } = detail;
    if (typeof orderNumber !== 'number') return;
    const numbered = this.#numbered.get(orderNumber);
    if (numbered === undefined) this.#numbered.set(orderNumber, new Set([correlationId]));
    else numbered.add(correlationId);
  }

  #letGo(): void {
    this.#events = this.#events.slice(-this.#eventsMax);
    this.#forget();
    for (const event of this.#events) this.#note(event);
  }

  #forget(): void {
    this.#byId = new Map();
    this.#effects = new Map();
    this.#conversations = new Map();
    this.#numbered = new Map();
  }
}

const under = (index: Map<string, BusEvent[]>, key: string): BusEvent[] => {
  const found = index.get(key);
  if (found !== undefined) return found;
  const made: BusEvent[] = [];
  index.set(key, made);
  return made;
};
