import type { KeyValues } from '@espresso/tables';
import { jsonSpace, keyOf, sortable, startingWith } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';

/** An activity: a name under which workers outside ask for work. */
export interface ActivityRow {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

/** Work for an activity that no worker has taken yet. */
export interface ActivityTask {
  readonly token: string;
  /** The task's input as JSON text. */
  readonly input: string;
}

const activities = jsonSpace<ActivityRow>('activities');
const tasks = jsonSpace<ActivityTask>('activity-tasks');

export const readActivity = (view: View, name: string): ActivityRow | undefined => view.get(activities, name);

export const writeActivity = (store: KeyValues, row: ActivityRow): void => store.put(activities, row.name, row);

export const listActivities = (view: View): readonly ActivityRow[] =>
  [...view.range(activities, {})].map(([, row]) => row);

/** Removes an activity and the work nobody took. */
export const dropActivity = (store: KeyValues, name: string): void => {
  store.delete(activities, name);
  for (const [key] of [...store.range(tasks, startingWith(name))]) store.delete(tasks, key);
};

/** Puts work up for an activity's workers. */
export const offerTask = (store: KeyValues, activity: string, id: string, nowMs: number, task: ActivityTask): void =>
  store.put(tasks, keyOf(activity, sortable(nowMs), id), task);

/** Takes the oldest work of an activity; it may be work that its execution waits for no more. */
export const takeTask = (store: KeyValues, activity: string): ActivityTask | undefined => {
  for (const [key, task] of store.range(tasks, { ...startingWith(activity), limit: 1 })) {
    store.delete(tasks, key);
    return task;
  }
  return undefined;
};

/** Whether an activity has work that nobody took. */
export const hasTask = (view: View, activity: string): boolean => {
  for (const _task of view.range(tasks, { ...startingWith(activity), limit: 1 })) return true;
  return false;
};
