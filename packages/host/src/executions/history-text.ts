import type { HistoryEvent } from '@espresso/states';
import type { JsonObject } from '@espresso/kernel';

/**
 * A run of history as it is stored: what a state puts out goes in again as the next one's input, so every longer text is
 * written once and pointed at. Half the bytes of the events as they are, and the history is most of what an execution
 * writes.
 */
interface StoredRun {
  readonly texts: readonly string[];
  readonly events: readonly StoredEvent[];
}

/** Details whose value is a longer text have the text's place in `texts` instead, in the last part. */
type StoredEvent = readonly [
  id: number,
  previousEventId: number,
  timestampMs: number,
  type: string,
  details: JsonObject,
  texts?: Readonly<Record<string, number>>,
];

/** Below this many characters a pointer saves nothing. */
const WORTH_POINTING = 16;

export const encodeHistory = (events: readonly HistoryEvent[]): string => {
  const places = new Map<string, number>();
  const place = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, places.size);
    return places.size - 1;
  };
  const stored = events.map(({ id, previousEventId, timestampMs, type, details }): StoredEvent => {
    const short: Record<string, JsonObject[string]> = {};
    const long: Record<string, number> = {};
    let pointed = false;
    for (const name in details) {
      const value = detailOf(details, name);
      if (typeof value === 'string' && value.length >= WORTH_POINTING) {
        long[name] = place(value);
        pointed = true;
      } else if (value !== undefined) {
        short[name] = value;
      }
    }
    return pointed
      ? [id, previousEventId, timestampMs, type, short, long]
      : [id, previousEventId, timestampMs, type, short];
  });
  const run: StoredRun = { texts: [...places.keys()], events: stored };
  return JSON.stringify(run);
};

const detailOf = (details: JsonObject, name: string): JsonObject[string] | undefined => details[name];

export const decodeHistory = (text: string): readonly HistoryEvent[] => {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- decoded here is what was encoded above
  const { texts, events }: StoredRun = JSON.parse(text);
  return events.map(([id, previousEventId, timestampMs, type, short, long = {}]) => ({
    id,
    previousEventId,
    timestampMs,
    type,
    details: { ...short, ...Object.fromEntries(Object.entries(long).map(([name, at]) => [name, texts[at] ?? ''])) },
  }));
};
