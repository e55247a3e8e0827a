import type { Entry } from './tables.ts';
import { placeInLife } from './life.ts';

/**
 * The events of an order as they are best told. Time decides; but many events share an instant (one commit may hold three,
 * and EventBridge knows seconds only), and among those a cause comes before its effect, then life's usual order decides.
 */
export const inOrder = (entries: readonly Entry[]): readonly Entry[] => {
  const sorted = [...entries].sort(
    (one, other) =>
      compare(timeOf(one), timeOf(other)) ||
      placeInLife(one.type) - placeInLife(other.type) ||
      compare(one.eventId, other.eventId),
  );
  const byId = new Map(sorted.map((entry) => [entry.eventId, entry]));
  const told = new Set<Entry>();
  const tell = (entry: Entry, waiting: ReadonlySet<Entry>): void => {
    if (told.has(entry) || waiting.has(entry)) return;
    const cause = entry.causationId === undefined ? undefined : byId.get(entry.causationId);
    if (cause !== undefined && timeOf(cause) === timeOf(entry)) tell(cause, new Set([...waiting, entry]));
    told.add(entry);
  };
  for (const entry of sorted) tell(entry, new Set());
  return [...told];
};

/** The place of an event in the trail: its time, then its id. */
export const momentOf = (time: string, eventId: string): string => `${time}#${eventId}`;

export const timeOf = ({ moment }: Pick<Entry, 'moment'>): string => moment.slice(0, moment.indexOf('#'));

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
