import type { BusEvent } from '../wire.ts';
import type { Feed } from './feed.ts';
import type { CompiledFilter } from './filter.ts';

/** The events of a feed that a filter lets through, oldest first; what is added later is tried alone. */
export interface Selection {
  readonly events: readonly BusEvent[];
  /** The number of the newest event that was tried. */
  readonly upTo: number;
}

export const nothing: Selection = { events: [], upTo: 0 };

/** Tries every event. */
export const select = (feed: Feed, filter: CompiledFilter): Selection => {
  if (!filter.ok) return nothing;
  return { events: feed.events.filter(filter.matches), upTo: feed.events.at(-1)?.number ?? 0 };
};

/** Tries what came after the last look. Older events that were fetched since need a new `select`. */
export const extend = (selection: Selection, feed: Feed, filter: CompiledFilter): Selection => {
  if (!filter.ok) return nothing;
  const { events } = feed;
  let at = events.length;
  while (at > 0 && (events[at - 1]?.number ?? 0) > selection.upTo) at--;
  const fresh = events.slice(at);
  if (fresh.length === 0) return selection;
  const first = events[0]?.number ?? 0;
  const kept =
    (selection.events[0]?.number ?? first) < first
      ? selection.events.filter(({ number }) => number >= first)
      : selection.events;
  return { events: [...kept, ...fresh.filter(filter.matches)], upTo: fresh.at(-1)?.number ?? selection.upTo };
};
