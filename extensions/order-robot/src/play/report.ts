import type { Outcome } from '../visit/next-act.ts';

/** What became of one recorded order. */
export interface PlayedOrder {
  readonly recordedOrderId: string;
  readonly orderId?: string;
  readonly orderNumber?: number;
  readonly drink?: string;
  /** `error` where it reached no end that a robot could see. */
  readonly outcome: Outcome | 'error';
  /** Why it was refused, cancelled or given up, or what went wrong. */
  readonly reason?: string;
  /** What of it the recording itself said; the rest was drawn. */
  readonly recorded: { readonly drink: boolean; readonly end: boolean };
}

/** What became of a whole recording. */
export interface Report {
  readonly shopId: string;
  readonly seed: number;
  readonly speed: number;
  readonly tookMs: number;
  readonly counts: Readonly<Record<Outcome | 'error', number>> & { readonly orders: number };
  /** How many orders were refused, by reason. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
  readonly orders: readonly PlayedOrder[];
}

export const reportOf = (
  facts: Pick<Report, 'shopId' | 'seed' | 'speed' | 'tookMs'>,
  orders: readonly PlayedOrder[],
): Report => {
  const counts = { orders: orders.length, finished: 0, refused: 0, cancelled: 0, 'timed-out': 0, failed: 0, error: 0 };
  const refusals: Record<string, number> = {};
  for (const { outcome, reason = 'no reason given' } of orders) {
    counts[outcome]++;
    if (outcome === 'refused') refusals[reason] = (refusals[reason] ?? 0) + 1;
  }
  return {
    ...facts,
    counts,
    refusals,
    errors: orders.flatMap(({ outcome, recordedOrderId, reason = '' }) =>
      outcome === 'error' || outcome === 'failed' ? [`${recordedOrderId}: ${outcome} ${reason}`.trim()] : [],
    ),
    orders,
  };
};
