import type { KeyRange } from '@espresso/tables';
import type { LoggedEvent } from '../bus/logged-event.ts';
import type { Changes, LogQuery, Store } from './store.ts';

/** A store that keeps nothing: for tests, and for the simulation, where a "disk" outlives many hosts. */
export const memoryStore = (): Store => {
  const spaces = new Map<string, Map<string, string>>();
  let log: LoggedEvent[] = [];
  let lastNumber = 0;
  let flushes = 0;

  const spaceOf = (name: string): Map<string, string> => {
    const known = spaces.get(name);
    if (known !== undefined) return known;
    const space = new Map<string, string>();
    spaces.set(name, space);
    return space;
  };

  return {
    get: (space, key) => spaceOf(space).get(key),
    range: (space, range) => select([...spaceOf(space)], range),
    lastEventNumber: () => lastNumber,
    events: (query) => selectEvents(log, query),
    eventById: (id) => log.find((event) => event.envelope.id === id),
    commit: ({ entries, events, forget }: Changes) => {
      flushes++;
      for (const [name, changes] of entries) {
        const space = spaceOf(name);
        for (const [key, text] of changes) {
          if (text === null) space.delete(key);
          else space.set(key, text);
        }
      }
      if (forget !== undefined) log = without(log, forget, lastNumber);
      log.push(...events);
      lastNumber = log.at(-1)?.number ?? lastNumber;
      return Promise.resolve();
    },
    figures: () => ({ bytes: 0, flushes, events: log.length }),
    backup: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};

const without = (
  log: readonly LoggedEvent[],
  { beforeMs, limit }: { readonly beforeMs: number; readonly limit: number },
  lastNumber: number,
): LoggedEvent[] => {
  const old = log.filter((event) => event.atMs < beforeMs && event.number < lastNumber);
  const gone = new Set(old.slice(0, limit));
  return log.filter((event) => !gone.has(event));
};

const select = (entries: [string, string][], { from = '', to, reverse = false, limit = Infinity }: KeyRange) => {
  const within = entries.filter(([key]) => key >= from && (to === undefined || key < to));
  within.sort(([a], [b]) => (a < b ? -1 : 1));
  if (reverse) within.reverse();
  return within.slice(0, limit);
};

const selectEvents = (log: readonly LoggedEvent[], query: LogQuery): readonly LoggedEvent[] => {
  const { after = 0, before = Infinity, fromMs = -Infinity, toMs = Infinity, correlationId, limit } = query;
  const found = log.filter(
    (event) =>
      event.number > after &&
      event.number < before &&
      event.atMs >= fromMs &&
      event.atMs < toMs &&
      (correlationId === undefined || event.correlationId === correlationId),
  );
  return (query.reverse === true ? found.toReversed() : found).slice(0, limit);
};
