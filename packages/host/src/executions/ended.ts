import type { KeyValues } from '@espresso/tables';
import { jsonSpace, keyOf, sortable } from '../store/json-space.ts';
import { forgetExecution } from './records.ts';

/** Ended executions by when they ended, so that old ones can be forgotten without looking at young ones. */
const ended = jsonSpace<string>('ended-executions');

export const noteEnded = (store: KeyValues, key: string, stopMs: number): void => {
  store.put(ended, keyOf(sortable(stopMs), key), key);
};

/** An execution runs again. */
export const noteRunning = (store: KeyValues, key: string, stopMs: number): void => {
  store.delete(ended, keyOf(sortable(stopMs), key));
};

/** Forgets executions that ended before the instant, with their histories. */
export const forgetEnded = (store: KeyValues, beforeMs: number, limit: number): void => {
  for (const [entry, key] of [...store.range(ended, { to: sortable(Math.max(beforeMs, 0)), limit })]) {
    store.delete(ended, entry);
    forgetExecution(store, key);
  }
};
