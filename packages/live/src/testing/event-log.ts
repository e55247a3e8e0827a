import type { Log } from '../log.ts';

export interface TestEvent {
  readonly number: number;
  readonly channel: string;
  readonly text: string;
  readonly correlationId: string;
}

/** A log in memory: what is appended in one call is one commit. */
export interface TestLog extends Log<TestEvent> {
  append(...events: readonly Pick<TestEvent, 'channel' | 'text'>[]): void;
  /** Forgets everything up to this number, as a retention would. */
  forget(upTo: number): void;
  readonly reads: number;
}

export const testLog = (): TestLog => {
  let events: TestEvent[] = [];
  let last = 0;
  let reads = 0;
  const listeners = new Set<(events: readonly TestEvent[]) => void>();
  return {
    get lastEventNumber() {
      return last;
    },
    get reads() {
      return reads;
    },
    events: ({ after, before, limit, correlationId }) => {
      reads++;
      return events
        .filter((event) => event.number > after && event.number < before)
        .filter((event) => correlationId === undefined || event.correlationId === correlationId)
        .slice(0, limit);
    },
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    append: (...given) => {
      const numbered = given.map((event) => ({ ...event, number: ++last, correlationId: event.channel }));
      events.push(...numbered);
      for (const listener of listeners) listener(numbered);
    },
    forget: (upTo) => {
      events = events.filter(({ number }) => number > upTo);
    },
  };
};
