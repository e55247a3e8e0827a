import { invariants } from './invariants.ts';
import type { Report } from './simulate.ts';

const HOUR_MS = 3_600_000;

/** A report as people read it, with the command that shows the same day again. */
export const tell = (report: Report): string => {
  const { breach, ends, orders, events, commits, crashes, simulatedMs, hash, open, rerun } = report;
  const hours = (simulatedMs / HOUR_MS).toFixed(1);
  const told = [
    `${orders} orders in ${hours} hours, ${Object.values(events).reduce((sum, count) => sum + count, 0)} events in ${commits} commits, ${crashes} restarts.`,
    ...Object.entries(ends).map(([end, count]) => `  ${String(count).padStart(6)}  ${end}`),
    `The log's hash is ${hash.slice(0, 16)}.`,
  ];
  const verdict =
    breach === undefined
      ? [`All ${Object.keys(invariants).length} invariants held.`]
      : [
          `${breach.invariant} did not hold: ${invariants[breach.invariant]}`,
          `But: ${breach.found}`,
          `At ${new Date(breach.atMs).toISOString()}, after event ${breach.event}.`,
        ];
  const place = open === undefined ? [] : [`Open it in the Explorer: ${open}`];
  return [...told, ...verdict, ...place, `Again: ${rerun}`].join('\n');
};
