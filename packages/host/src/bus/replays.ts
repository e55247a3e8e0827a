import type { KeyValues } from '@espresso/tables';
import { jsonSpace } from '../store/json-space.ts';
import { setTimer } from '../timers.ts';
import type { View } from '../work/layer.ts';

/** A stretch of the archive sent again to rules. */
export interface Replay {
  readonly name: string;
  /** Events from this instant (inclusive) to that one (exclusive), in milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The rules that get them; without any: every rule but those with effects outside the store. */
  readonly rules: readonly string[];
  /** 1 is the pace at which they happened; without one, as fast as possible. */
  readonly speed?: number;
  readonly startedMs: number;
  /** The number of the last event that was sent. */
  readonly sentTo: number;
  readonly sent: number;
  /** When that event happened. */
  readonly sentToMs?: number;
  /** The archive it takes events from, by name; the log itself without one. */
  readonly archive?: string;
  readonly description?: string;
  readonly endedMs?: number;
  /** FAILED: its archive was deleted under it. */
  readonly state: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
}

const replays = jsonSpace<Replay>('replays');

export const readReplay = (store: View, name: string): Replay | undefined => store.get(replays, name);

export const listReplays = (store: View, limit: number): readonly Replay[] =>
  [...store.range(replays, { limit })].map(([, replay]) => replay);

/** Keeps a replay's progress; a running one goes on at `dueMs`. */
export const writeReplay = (store: KeyValues, replay: Replay, dueMs: number): void => {
  store.put(replays, replay.name, replay);
  if (replay.state === 'RUNNING') setTimer(store, dueMs, { type: 'replay', name: replay.name });
};

/** When an event of a replay is due, in milliseconds since 1970. */
export const replayDueMs = (replay: Replay, eventMs: number): number =>
  replay.speed === undefined ? replay.startedMs : replay.startedMs + (eventMs - replay.fromMs) / replay.speed;
