/** Waits, in seconds; null where nobody waited. */
export type Waits = { readonly p50Seconds: number; readonly p90Seconds: number } | null;

/** How the orders of a span of time ended, as the API tells it. */
export interface Summary {
  readonly orders: number;
  readonly finished: number;
  readonly cancelled: { readonly customer: number; readonly barista: number };
  readonly timedOut: { readonly customer: number; readonly barista: number };
  readonly refused: { readonly closed: number; readonly paused: number; readonly noCapacity: number };
  readonly failed: number;
  readonly waits: { readonly order: Waits; readonly queue: Waits };
}

/** A span of time, hour by hour; hours in which nothing began are left out. */
export interface Metrics {
  readonly from: string;
  readonly to: string;
  readonly total: Summary;
  readonly hours: readonly { readonly from: string; readonly summary: Summary }[];
}

export interface Hour {
  readonly startMs: number;
  readonly summary: Summary | undefined;
}

const HOUR_MS = 3_600_000;

/** Every hour of the span, those without an order too: a plot leaves no time out. */
export const everyHour = ({ from, to, hours }: Metrics): readonly Hour[] => {
  const known = new Map(hours.map((hour) => [Date.parse(hour.from), hour.summary]));
  const firstMs = Math.floor(Date.parse(from) / HOUR_MS) * HOUR_MS;
  const count = Math.floor((Date.parse(to) - firstMs) / HOUR_MS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const startMs = firstMs + at * HOUR_MS;
    return { startMs, summary: known.get(startMs) };
  });
};

/** Ways an order can end, from the best to the worst. */
export const outcomes = [
  'finished',
  'cancelledCustomer',
  'cancelledBarista',
  'timedOutCustomer',
  'timedOutBarista',
  'refusedNoCapacity',
  'refusedPaused',
  'refusedClosed',
  'failed',
] as const;
export type Outcome = (typeof outcomes)[number];

/** How often each way was gone. */
export const countsOf = ({ cancelled, timedOut, refused, ...summary }: Summary): Readonly<Record<Outcome, number>> => ({
  finished: summary.finished,
  cancelledCustomer: cancelled.customer,
  cancelledBarista: cancelled.barista,
  timedOutCustomer: timedOut.customer,
  timedOutBarista: timedOut.barista,
  refusedNoCapacity: refused.noCapacity,
  refusedPaused: refused.paused,
  refusedClosed: refused.closed,
  failed: summary.failed,
});

/** How often each way was gone; those that were not are left out. */
export const outcomesOf = (summary: Summary): readonly { readonly outcome: Outcome; readonly count: number }[] => {
  const counts = countsOf(summary);
  return outcomes.map((outcome) => ({ outcome, count: counts[outcome] })).filter(({ count }) => count > 0);
};
