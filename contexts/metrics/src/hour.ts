import type { Summary } from './contract/index.ts';
import { addWait, emptyHistogram, merge, percentile, type Histogram } from './histogram.ts';
import { outcome as outcomes, type Outcome } from './outcome.ts';

/** How the orders that began in one hour ended. Two of them add up to the tally of both. */
export interface Tally {
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** From the scan to the finished drink. */
  readonly orderWaits: Histogram;
  /** From the place in the queue to the finished drink. */
  readonly queueWaits: Histogram;
}

export const emptyTally: Tally = { outcomes: {}, orderWaits: emptyHistogram, queueWaits: emptyHistogram };

/** What is known of an order when it ends: how it ended and, where it was finished, how long it took. */
export interface Ending {
  readonly outcome: Outcome;
  readonly orderWaitMs?: number;
  readonly queueWaitMs?: number;
}

const HOUR_MS = 3_600_000;

/** The hour an instant lies in, by its first millisecond. */
export const hourOf = (atMs: number): number => Math.floor(atMs / HOUR_MS) * HOUR_MS;

/** What is known of an order that ends now, by when it began and when it joined the queue. */
export const endingOf = (
  outcome: Outcome,
  atMs: number,
  times: { readonly orderedMs?: number | undefined; readonly queuedMs?: number | undefined },
): Ending => ({
  outcome,
  ...(outcome === 'finished' && times.orderedMs !== undefined && { orderWaitMs: atMs - times.orderedMs }),
  ...(outcome === 'finished' && times.queuedMs !== undefined && { queueWaitMs: atMs - times.queuedMs }),
});

export const addEnding = (tally: Tally, { outcome, orderWaitMs, queueWaitMs }: Ending) => ({
  outcomes: { ...tally.outcomes, [outcome]: (tally.outcomes[outcome] ?? 0) + 1 },
  orderWaits: orderWaitMs === undefined ? [...tally.orderWaits] : addWait(tally.orderWaits, orderWaitMs),
  queueWaits: queueWaitMs === undefined ? [...tally.queueWaits] : addWait(tally.queueWaits, queueWaitMs),
});

/** The tally of all of them. */
export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce<Tally>((total, tally) => {
    const added: Partial<Record<Outcome, number>> = {};
    for (const name of outcomes.options) added[name] = (total.outcomes[name] ?? 0) + (tally.outcomes[name] ?? 0);
    return {
      outcomes: added,
      orderWaits: merge(total.orderWaits, tally.orderWaits),
      queueWaits: merge(total.queueWaits, tally.queueWaits),
    };
  }, emptyTally);

/** A tally as people read it. */
export const summaryOf = ({ outcomes: counts, orderWaits, queueWaits }: Tally): Summary => ({
  orders: outcomes.options.reduce((total, name) => total + (counts[name] ?? 0), 0),
  finished: counts.finished ?? 0,
  cancelled: { customer: counts['cancelled-by-customer'] ?? 0, barista: counts['cancelled-by-barista'] ?? 0 },
  timedOut: { customer: counts['timed-out-for-customer'] ?? 0, barista: counts['timed-out-for-barista'] ?? 0 },
  refused: {
    closed: (counts['refused-closed'] ?? 0) + (counts['refused-draining'] ?? 0),
    paused: counts['refused-paused'] ?? 0,
    noCapacity: counts['refused-no-capacity'] ?? 0,
  },
  failed: counts.failed ?? 0,
  waits: { order: waitsOf(orderWaits), queue: waitsOf(queueWaits) },
});

const waitsOf = (waits: Histogram): Summary['waits']['order'] => {
  const p50Seconds = percentile(waits, 0.5);
  const p90Seconds = percentile(waits, 0.9);
  return p50Seconds === null || p90Seconds === null ? null : { p50Seconds, p90Seconds };
};
