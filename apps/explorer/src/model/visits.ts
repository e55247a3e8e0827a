import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import type { HistoryEvent } from '../wire.ts';

/** One stay in a state. */
export interface Visit {
  readonly state: string;
  readonly type: string;
  readonly enteredMs: number;
  /** Absent while it stays there. */
  readonly leftMs?: number;
  readonly input: Json;
  readonly output?: Json;
  /** What its task was asked, where it has one. */
  readonly asked?: Json;
  readonly attempts: number;
  /** The last error of its task. */
  readonly error?: string;
  /** Where it came from; absent for the first. */
  readonly from?: string;
  readonly eventIds: readonly number[];
}

interface Open {
  state: string;
  type: string;
  enteredMs: number;
  input: Json;
  from?: string;
  leftMs?: number;
  output?: Json;
  asked?: Json;
  error?: string;
  attempts: number;
  eventIds: number[];
}

/** The stays of an execution, in the order in which they began, from its history (GetExecutionHistory). */
export const visitsIn = (history: readonly HistoryEvent[]): readonly Visit[] => {
  const visits: Open[] = [];
  /** Which stay an event belongs to: its own, or that of the event it follows from. */
  const owners = new Map<number, Open>();
  for (const event of history) {
    const { id, previousEventId, timestampMs, type, details } = event;
    const before = owners.get(previousEventId);
    const entered = /^(\w+)StateEntered$/.exec(type)?.[1];
    if (entered !== undefined) {
      const visit: Open = {
        state: textIn(details, 'name'),
        type: entered,
        enteredMs: timestampMs,
        input: jsonIn(details, 'input'),
        ...(before && { from: before.state }),
        attempts: 0,
        eventIds: [id],
      };
      visits.push(visit);
      owners.set(id, visit);
      continue;
    }
    if (before === undefined) continue;
    owners.set(id, before);
    before.eventIds.push(id);
    note(before, event);
  }
  return visits;
};

const note = (visit: Open, { type, details, timestampMs }: HistoryEvent): void => {
  if (type.endsWith('StateExited')) {
    visit.leftMs = timestampMs;
    visit.output = jsonIn(details, 'output');
  } else if (type.endsWith('Scheduled')) {
    visit.attempts++;
    visit.asked = jsonIn(details, 'parameters' in details ? 'parameters' : 'input');
  } else if (/^(ExecutionFailed|ExecutionAborted|ExecutionTimedOut)$/.test(type)) {
    visit.leftMs ??= timestampMs;
    visit.error = errorIn(details);
  } else if (/(Failed|TimedOut|Aborted)$/.test(type)) visit.error = errorIn(details);
};

const errorIn = (details: JsonObject): string =>
  [textIn(details, 'error'), textIn(details, 'cause')].filter((part) => part !== '').join(': ');

const textIn = (details: JsonObject, name: string): string => {
  const value = details[name];
  return typeof value === 'string' ? value : '';
};

/** Histories carry JSON as text; what is none, or was cut short, stays text. */
const jsonIn = (details: JsonObject, name: string): Json => {
  const value = details[name] ?? null;
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
};

/** How a state stands in an execution. */
export type StateStanding = 'untouched' | 'passed' | 'current' | 'failed';

/** How each state of an execution stands, and the transitions it took as `from→to`. */
export const standings = (
  visits: readonly Visit[],
  current: readonly string[],
  isFailed: boolean,
): { readonly states: ReadonlyMap<string, StateStanding>; readonly taken: ReadonlySet<string> } => {
  const states = new Map<string, StateStanding>(visits.map(({ state }) => [state, 'passed']));
  const last = visits.at(-1)?.state;
  if (isFailed && last !== undefined) states.set(last, 'failed');
  for (const state of current) states.set(state, 'current');
  const taken = new Set(visits.flatMap(({ from, state }) => (from === undefined ? [] : [wayKey(from, state)])));
  return { states, taken };
};

export const wayKey = (from: string, to: string): string => `${from}\u2192${to}`;

/** A value as an object, for those who look into one. */
export const objectOf = (json: Json): JsonObject => (isJsonObject(json) ? json : {});
