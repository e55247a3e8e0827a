import { expire, type KeyValues, type TableDefinition } from '@espresso/tables';
import { jsonSpace } from './store/json-space.ts';
import { setTimer } from './timers.ts';
import { forgetEnded } from './executions/ended.ts';
import { forgetReplies } from './work/idempotency.ts';

/** How long things are kept, in milliseconds. */
export interface Retention {
  /** Events, by when they happened. */
  readonly eventsMs: number;
  /** Executions and their histories, by when they ended. */
  readonly executionsMs: number;
}

/** How often what has expired is swept out. */
const SWEEP_EVERY_MS = 60_000;
/** At most this many things of each kind at once, so that a sweep holds nobody up. */
export const SWEPT_AT_ONCE_MAX = 500;

/** Forgets what has expired: items past their time to live, remembered replies, ended executions. */
export const sweep = (
  store: KeyValues,
  tables: Iterable<TableDefinition>,
  retention: Retention,
  nowMs: number,
): void => {
  for (const table of tables)
    if (table.expiresAt !== undefined) expire(store, table, Math.floor(nowMs / 1_000), SWEPT_AT_ONCE_MAX);
  forgetReplies(store, nowMs, SWEPT_AT_ONCE_MAX);
  forgetEnded(store, nowMs - retention.executionsMs, SWEPT_AT_ONCE_MAX);
};

const schedule = jsonSpace<number>('schedule');
const SWEEP = 'sweep';

/** Sets the timer of the first sweep, once in a store's life: each sweep sets the next. */
export const scheduleFirstSweep = (store: KeyValues, nowMs: number): void => {
  if (store.get(schedule, SWEEP) === undefined) scheduleNextSweep(store, nowMs);
};

export const scheduleNextSweep = (store: KeyValues, nowMs: number): void => {
  const dueMs = nowMs + SWEEP_EVERY_MS;
  store.put(schedule, SWEEP, dueMs);
  setTimer(store, dueMs, { type: 'sweep' });
};
