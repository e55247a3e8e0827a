import { accept, route, type ServedRoute } from '@espresso/contract';
import type { ExecutionView } from '@espresso/host';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { isSeenBy, summary, summaryOf } from './executions.ts';
import { maskerFor } from './masked.ts';
import { limitOf, unread } from './parts.ts';

const PAGE = 200;
/** Names are in the order of their times, give or take the events of a moment: what began so lately is looked at again. */
const SETTLED_MS = 60_000;
/**
 * Everything is looked through anew after so long for each execution there is: names can be anybody's choice, and what ended can be redriven.
 * A look takes a few hundredths of that, so looking stays a small part of what the process does.
 */
const LOOK_AT_ALL_MS_EACH = 1;

/**
 * Finds the executions under way. Nearly all there are have ended, and stay so: a look begins after those at the front that were found ended
 * by the look before, and now and then at the very front.
 */
export const runningIn = ({ host, clock }: Pick<Bar, 'host' | 'clock'>): (() => readonly ExecutionView[]) => {
  let ended: string | undefined;
  let lookAtAllMs = 0;
  return () => {
    const nowMs = clock.now();
    const isAll = nowMs >= lookAtAllMs;
    if (isAll) ended = undefined;
    const running: ExecutionView[] = [];
    let after = ended;
    let isFront = true;
    let count = 0;
    for (;;) {
      const page = host.operations.executions({ limit: PAGE, ...(after !== undefined && { after }) });
      count += page.length;
      for (const view of page) {
        const { status, startMs } = view.record.execution;
        if (status === 'RUNNING') running.push(view);
        isFront &&= status !== 'RUNNING' && nowMs - startMs > SETTLED_MS;
        if (isFront) ended = view.key;
      }
      after = page.at(-1)?.key;
      if (page.length < PAGE) break;
    }
    if (isAll) lookAtAllMs = nowMs + count * LOOK_AT_ALL_MS_EACH;
    return running;
  };
};

/** The executions under way, those first that have been so the longest. */
export const listRunning = (bar: Bar): ServedRoute => {
  const mask = maskerFor(bar.events);
  const running = runningIn(bar);
  return route(
    {
      method: 'GET',
      path: '/api/executions/running',
      summary: 'The executions under way, the oldest first.',
      access: ['viewer'],
      params: unread,
      query: z.strictObject({ limit: limitOf(100, 500) }),
      body: unread,
      reply: z.object({
        executions: z.array(summary),
        /** How many there are in all. */
        count: z.number().int(),
      }),
      refusals: {},
    },
    ({ query: { limit }, caller }) => {
      const seen = running()
        .filter((view) => isSeenBy(caller, view))
        .toSorted((a, b) => a.record.execution.startMs - b.record.execution.startMs);
      const executions = seen.slice(0, limit).map((view) => summaryOf(view, mask));
      return Promise.resolve(accept({ reply: { executions, count: seen.length } }));
    },
  );
};
