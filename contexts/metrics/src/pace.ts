/** How fast a bar works, as the latest orders tell: seconds for each place in the queue, and whether what was said came true. */
export interface Pace {
  /** Of the orders that were made last, oldest first: the wait, by the places it was long. */
  readonly perPlaceSeconds: readonly number[];
  /** Of those that were told a time: 1 where they came within it, 0 where not. */
  readonly kept: readonly number[];
}

/** From and to, in seconds: most come between, nine of ten no later than `toSeconds`. */
export interface Range {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

export const noPace: Pace = { perPlaceSeconds: [], kept: [] };

/** So many say how it is now; more of them would say how it was. */
const LATEST = 20;
/** Fewer say nothing about the next one. */
const SAYING_MIN = 5;
const EARLY = 0.2;
const LATE = 0.9;

/** How long one waits at this place: 1 is next. Nothing where nobody can say yet. */
export const rangeAt = ({ perPlaceSeconds }: Pace, place: number): Range | undefined => {
  if (perPlaceSeconds.length < SAYING_MIN) return undefined;
  const sorted = perPlaceSeconds.toSorted((one, other) => one - other);
  const at = (part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
  return { fromSeconds: at(EARLY) * place, toSeconds: at(LATE) * place };
};

/** As people are told: whole minutes, rounded so that it holds. */
export const inMinutes = ({ fromSeconds, toSeconds }: Range): { readonly from: number; readonly to: number } => {
  const to = Math.max(1, Math.ceil(toSeconds / 60));
  return { from: Math.min(to, Math.max(1, Math.floor(fromSeconds / 60))), to };
};

/** One more order was made. */
export const addMade = (
  pace: Pace,
  {
    waitMs,
    place,
    saidMinutes,
  }: { readonly waitMs: number; readonly place: number; readonly saidMinutes?: number | undefined },
): Pace => {
  const seconds = Math.max(0, waitMs / 1_000);
  const one = Math.round((seconds / Math.max(1, place)) * 10) / 10;
  return {
    perPlaceSeconds: [...pace.perPlaceSeconds, one].slice(-LATEST),
    kept: saidMinutes === undefined ? pace.kept : [...pace.kept, seconds <= saidMinutes * 60 ? 1 : 0].slice(-LATEST),
  };
};
