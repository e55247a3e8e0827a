import type { LoggedEvent, LogQuery, Store } from '@espresso/host';
import { memoryKeyValues, type Space } from '@espresso/tables';

/** A store that outlives every host on it, and can be looked at from outside. */
export interface Disk extends Store {
  /** The whole log; never changed but at its end. */
  readonly log: readonly LoggedEvent[];
  readonly commits: number;
}

/** A space of texts as they are. */
const textSpace = (name: string): Space<string> => ({ name, encode: (text) => text, decode: (text) => text });

/** A disk in memory that forgets nothing: fast enough for days, since keys are in order and events are found by number. */
export const openDisk = (): Disk => {
  const values = memoryKeyValues();
  const spaces = new Map<string, Space<string>>();
  const log: LoggedEvent[] = [];
  const byId = new Map<string, LoggedEvent>();
  let commits = 0;

  const spaceOf = (name: string): Space<string> => {
    const known = spaces.get(name);
    if (known !== undefined) return known;
    const space = textSpace(name);
    spaces.set(name, space);
    return space;
  };

  return {
    log,
    get commits() {
      return commits;
    },
    get: (space, key) => values.get(spaceOf(space), key),
    // A copy: whoever reads may write while reading.
    range: (space, range) => [...values.range(spaceOf(space), range)],
    lastEventNumber: () => log.at(-1)?.number ?? 0,
    events: (query) => select(log, query),
    eventById: (id) => byId.get(id),
    commit: ({ entries, events }) => {
      commits++;
      for (const [name, changes] of entries)
        for (const [key, text] of changes) {
          if (text === null) values.delete(spaceOf(name), key);
          else values.put(spaceOf(name), key, text);
        }
      log.push(...events);
      for (const event of events) byId.set(event.envelope.id, event);
      return Promise.resolve();
    },
    figures: () => ({ bytes: 0, flushes: commits, events: log.length }),
    backup: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};

/** Events have the numbers 1, 2, 3 …, so a number is also a place. */
const select = (log: readonly LoggedEvent[], query: LogQuery): readonly LoggedEvent[] => {
  const { after = 0, before = Infinity, fromMs = -Infinity, toMs = Infinity, correlationId, limit } = query;
  const within: LoggedEvent[] = [];
  const fits = (event: LoggedEvent): boolean =>
    event.atMs >= fromMs && event.atMs < toMs && (correlationId === undefined || event.correlationId === correlationId);
  const [low, high] = [after, Math.min(before - 1, log.length)];
  for (let step = 0; step < high - low && within.length < limit; step++) {
    const event = log[query.reverse === true ? high - 1 - step : low + step];
    if (event !== undefined && fits(event)) within.push(event);
  }
  return within;
};
