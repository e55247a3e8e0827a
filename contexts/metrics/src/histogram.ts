/**
 * Waits in buckets of fixed, growing width: small, cheap to add to, and two of them add up to the histogram of both.
 * Bucket 0 holds up to 5 s, every next one reaches a fifth further, the last one holds the rest (beyond about 100 minutes).
 */
export type Histogram = readonly number[];

const FIRST_SECONDS = 5;
const GROWTH = 1.2;
const BUCKETS = 41;

export const emptyHistogram: Histogram = Array.from({ length: BUCKETS }, () => 0);

/** The histogram with one more wait, in milliseconds. A clock that went back counts as no wait at all. */
export const addWait = (histogram: Histogram, waitMs: number): number[] => {
  const bucket = bucketOf(waitMs / 1_000);
  return emptyHistogram.map((_, at) => (histogram[at] ?? 0) + (at === bucket ? 1 : 0));
};

/** The histogram of both. */
export const merge = (one: Histogram, other: Histogram): number[] =>
  emptyHistogram.map((_, at) => (one[at] ?? 0) + (other[at] ?? 0));

/**
 * The wait, in seconds, that this part of all (0 to 1) did not exceed; null where nobody waited. It is exact to the
 * width of its bucket: at most a fifth more than what the person in question really waited, if that was 5 s or more.
 */
export const percentile = (histogram: Histogram, part: number): number | null => {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.max(Math.ceil(total * part), 1);
  let below = 0;
  for (const [bucket, count] of histogram.entries()) {
    below += count;
    if (below >= rank) return Math.round(upTo(bucket) * 10) / 10;
  }
  return upTo(BUCKETS - 1);
};

const upTo = (bucket: number): number => FIRST_SECONDS * GROWTH ** bucket;

const bucketOf = (seconds: number): number => {
  let bucket = 0;
  while (bucket < BUCKETS - 1 && seconds > upTo(bucket)) bucket++;
  return bucket;
};
