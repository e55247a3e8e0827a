import type { KeyValues } from '@espresso/tables';
import { jsonSpace, keyOf, sortable } from './store/json-space.ts';
import type { Layer } from './work/layer.ts';

/** Something to do at a moment: a row, so that it survives everything, and fires once. */
export type Timer =
  /** An execution's wait, timeout or retry. */
  | { readonly type: 'execution'; readonly key: string; readonly ref: string }
  /** An execution that a task of another waits for has ended. */
  | { readonly type: 'child'; readonly key: string }
  /** A Map Run has children to start. */
  | { readonly type: 'map-run'; readonly id: string }
  /** The schedule of a rule. */
  | { readonly type: 'schedule'; readonly key: string }
  /** The next attempt of a delivery that failed. */
  | { readonly type: 'delivery'; readonly key: string }
  /** The next events of a replay. */
  | { readonly type: 'replay'; readonly name: string }
  /** Sweeping out what has expired. */
  | { readonly type: 'sweep' };

interface DueTimer {
  readonly dueMs: number;
  readonly timer: Timer;
}

const timers = jsonSpace<DueTimer>('timers');

const idOf = (timer: Timer): string => {
  switch (timer.type) {
    case 'execution':
      return keyOf(timer.type, timer.key, timer.ref);
    case 'child':
    case 'schedule':
    case 'delivery':
      return keyOf(timer.type, timer.key);
    case 'map-run':
      return keyOf(timer.type, timer.id);
    case 'replay':
      return keyOf(timer.type, timer.name);
    case 'sweep':
      return timer.type;
  }
};

const timerKey = (dueMs: number, timer: Timer): string => keyOf(sortable(dueMs), idOf(timer));

/** Sets a timer: at or after `dueMs` it fires, once. */
export const setTimer = (store: KeyValues, dueMs: number, timer: Timer): void => {
  store.put(timers, timerKey(dueMs, timer), { dueMs, timer });
};

/** Takes a timer back that was set for this very moment. */
export const clearTimer = (store: KeyValues, dueMs: number, timer: Timer): void => {
  store.delete(timers, timerKey(dueMs, timer));
};

/** The timers due at `nowMs`, oldest first; taking them is `clearTimer`'s part. */
export const dueTimers = (store: KeyValues, nowMs: number, limit: number): readonly DueTimer[] =>
  [...store.range(timers, { to: sortable(nowMs + 1), limit })].map(([, timer]) => timer);

/** When the next timer is due; undefined while none is set. */
export const nextDueMs = (store: Pick<KeyValues, 'range'>): number | undefined => {
  for (const [, { dueMs }] of store.range(timers, { limit: 1 })) return dueMs;
  return undefined;
};

/** When the earliest of the timers that a layer sets is due; what it clears does not count. */
export const earliestSet = (layer: Layer): number | undefined => {
  let earliest: number | undefined;
  for (const { value } of layer.changesIn(timers)) {
    if (value !== undefined && (earliest === undefined || value.dueMs < earliest)) earliest = value.dueMs;
  }
  return earliest;
};

/** How many timers are set, and the first few of them, for people. */
export const listTimers = (store: Pick<KeyValues, 'range'>, limit: number): readonly DueTimer[] =>
  [...store.range(timers, { limit })].map(([, timer]) => timer);
