import type { Cell } from './csv.ts';
import { countsOf, outcomes, type Metrics, type Outcome, type Summary } from './hours.ts';

/** What the columns of a report are called. */
export interface ReportNames {
  readonly shop: string;
  readonly hour: string;
  readonly total: string;
  readonly orders: string;
  readonly waitHalf: string;
  readonly waitMost: string;
  readonly outcome: (outcome: Outcome) => string;
}

/** A span of time as a table: one row an hour in which orders began, and their sum; waits in seconds, empty where nobody waited. */
export const reportOf = (
  { hours, total }: Metrics,
  shopName: string,
  names: ReportNames,
): readonly (readonly Cell[])[] => {
  const row = (from: string, summary: Summary): readonly Cell[] => {
    const counts = countsOf(summary);
    const { queue } = summary.waits;
    return [
      shopName,
      from,
      summary.orders,
      ...outcomes.map((outcome) => counts[outcome]),
      queue?.p50Seconds ?? '',
      queue?.p90Seconds ?? '',
    ];
  };
  return [
    [names.shop, names.hour, names.orders, ...outcomes.map(names.outcome), names.waitHalf, names.waitMost],
    ...hours.map(({ from, summary }) => row(from, summary)),
    row(names.total, total),
  ];
};
