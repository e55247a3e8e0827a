/** Time drawn with what nobody does anything in left out. */
export interface SqueezedScale {
  /** Where an instant stands, from 0 to 1. */
  at(ms: number): number;
  /** The stretches that are drawn shorter than they were. */
  readonly squeezed: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/**
 * A scale on which a stretch without anything happening takes up no more room than `stretchMax` of what happened.
 * @param instants milliseconds at which something happened, in any order
 * @param squeeze false draws time as it was
 */
export const squeezedScale = (instants: readonly number[], squeeze = true): SqueezedScale => {
  const known = [...new Set(instants)].toSorted((a, b) => a - b);
  const gaps = known.slice(1).map((ms, at) => ms - (known[at] ?? ms));
  const limit = squeeze ? longestDrawn(gaps) : Number.POSITIVE_INFINITY;
  const floor = squeeze ? limit * SHORTEST : 0;
  const widths = gaps.map((gap) => Math.max(floor, Math.min(gap, limit)));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const places: number[] = [0];
  for (const width of widths) places.push((places.at(-1) ?? 0) + (total === 0 ? 0 : width / total));

  return {
    at: (ms) => {
      const after = known.findIndex((instant) => instant >= ms);
      if (after === -1) return known.length === 0 ? 0 : (places.at(-1) ?? 0);
      if (after === 0) return 0;
      const [from = 0, to = 0] = [known[after - 1], known[after]];
      const [left = 0, right = 0] = [places[after - 1], places[after]];
      return left + ((ms - from) / (to - from)) * (right - left);
    },
    squeezed: gaps.flatMap((gap, at) => (gap > limit ? [{ fromMs: known[at] ?? 0, toMs: known[at + 1] ?? 0 }] : [])),
  };
};

/** Even what took no time at all gets a sliver, or nobody could point at it. */
const SHORTEST = 0.08;
/** A stretch is idle that is longer than so many of the usual ones. */
const TIMES_USUAL = 4;

const longestDrawn = (gaps: readonly number[]): number => {
  const sorted = gaps.filter((gap) => gap > 0).toSorted((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  return median === undefined ? Number.POSITIVE_INFINITY : Math.max(1, median * TIMES_USUAL);
};
