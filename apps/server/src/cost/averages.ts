import type { ContextDefinition } from '@espresso/contract';
import { liveThrough, ScratchBar } from '../check-up/index.ts';
import { metered, type Usage } from './meter.ts';

/** What each rule, function and command asks of the tables, on the average of four orders in a bar of their own. */
export const averagesOf = async (
  contexts: readonly ContextDefinition[],
  startMs: number,
): Promise<(name: string) => Usage> => {
  const sums = new Map<string, { runs: number; reads: number; writes: number }>();
  const note = (name: string, { reads, writes }: Usage): void => {
    const sum = sums.get(name) ?? { runs: 0, reads: 0, writes: 0 };
    sums.set(name, { runs: sum.runs + 1, reads: sum.reads + reads, writes: sum.writes + writes });
  };
  const bar = new ScratchBar(metered(contexts, note), startMs);
  try {
    await bar.open();
    await liveThrough(bar);
  } finally {
    await bar.host.stop();
  }
  return (name) => {
    const { runs, reads, writes } = sums.get(name) ?? { runs: 1, reads: 0, writes: 0 };
    return { reads: reads / runs, writes: writes / runs };
  };
};
