import type { Clock } from '@espresso/kernel';
import { publishAsIs } from './bus/publish-as-is.ts';
import { readReplay, replayDueMs, writeReplay, type Replay } from './bus/replays.ts';
import type { Router } from './bus/router.ts';
import type { Engine } from './engine.ts';
import { tellParent } from './executions/children.ts';
import { goOnMapping } from './executions/run-map.ts';
import { signalExecution } from './executions/run.ts';
import type { Logger } from './logger.ts';
import { archivedSinceMs, isArchived, listArchives, readArchive } from './resources/event-buses.ts';
import { SCHEDULED, scheduleDue } from './resources/event-rules.ts';
import { allTables } from './resources/tables.ts';
import { scheduleNextSweep, sweep, SWEPT_AT_ONCE_MAX, type Retention } from './sweep.ts';
import { clearTimer, setTimer, type Timer } from './timers.ts';
import type { Commit } from './work/commit.ts';
import type { WorkLoop } from './work/work-loop.ts';

export interface Firing {
  readonly engine: Engine;
  readonly router: Router;
  readonly loop: WorkLoop;
  readonly clock: Clock;
  readonly log: Logger;
  readonly retention: Retention;
}

/** A timer whose work failed is due again after this long. */
const AGAIN_AFTER_MS = 30_000;
const REPLAYED_AT_ONCE_MAX = 100;

/** Does what a timer asks for. The timer goes in the commit that did it: it fires once, whatever happens in between. */
export const fireTimer = async (firing: Firing, commit: Commit, timer: Timer, dueMs: number): Promise<void> => {
  clearTimer(commit.store, dueMs, timer);
  try {
    await act(firing, commit, timer, dueMs);
  } catch (error) {
    firing.log.error({ timer, err: error }, 'a timer could not be served; it is due again soon');
    setTimer(commit.store, firing.clock.now() + AGAIN_AFTER_MS, timer);
  }
};

const act = async (firing: Firing, commit: Commit, timer: Timer, dueMs: number): Promise<void> => {
  const { engine, router, loop } = firing;
  switch (timer.type) {
    case 'execution': {
      const unit = loop.unit(commit, {});
      await signalExecution(engine, unit, timer.key, { type: 'timer', ref: timer.ref });
      commit.take(unit);
      return;
    }
    case 'child': {
      const unit = loop.unit(commit, {});
      await tellParent(engine, unit, timer.key);
      commit.take(unit);
      return;
    }
    case 'map-run': {
      const unit = loop.unit(commit, {});
      await goOnMapping(engine, unit, timer.id);
      commit.take(unit);
      return;
    }
    case 'schedule': {
      const unit = loop.unit(commit, {});
      const rule = scheduleDue(unit.layer, timer.key, dueMs, unit.nowMs);
      if (rule !== undefined) {
        const resources = [engine.definitions.arns.rule(rule.bus, rule.name)];
        publishAsIs(engine, unit, { bus: rule.bus, ...SCHEDULED, detail: {}, resources, timeMs: dueMs });
      }
      commit.take(unit);
      return;
    }
    case 'delivery':
      await router.retry(commit, timer.key);
      return;
    case 'replay':
      await goOnReplaying(firing, commit, timer.name);
      return;
    case 'sweep':
      sweepAll(firing, commit);
  }
};

const sweepAll = ({ engine, clock, retention }: Firing, commit: Commit): void => {
  const nowMs = clock.now();
  sweep(commit.store, allTables(engine.definitions, commit.store), retention, nowMs);
  // An archive keeps what it holds, however long the log itself would.
  const archivedMs = listArchives(commit.store).map((archive) => archivedSinceMs(archive, nowMs));
  commit.forgetEvents(Math.min(nowMs - retention.eventsMs, ...archivedMs), SWEPT_AT_ONCE_MAX);
  scheduleNextSweep(commit.store, nowMs);
};

const goOnReplaying = async ({ router, loop, clock }: Firing, commit: Commit, name: string): Promise<void> => {
  const replay = readReplay(commit.store, name);
  if (replay?.state !== 'RUNNING') return;
  const { fromMs, toMs, sentTo } = replay;
  const archive = replay.archive === undefined ? undefined : readArchive(commit.store, replay.archive);
  if (replay.archive !== undefined && archive === undefined) {
    writeReplay(commit.store, { ...replay, state: 'FAILED', endedMs: clock.now() }, clock.now());
    return;
  }
  const events = loop.events({ after: sentTo, fromMs, toMs, limit: REPLAYED_AT_ONCE_MAX });
  let next: Replay = replay;
  for (const event of events) {
    if (archive !== undefined && !isArchived(archive, event, clock.now())) {
      next = { ...next, sentTo: event.number };
      continue;
    }
    const dueMs = replayDueMs(replay, event.atMs);
    if (dueMs > clock.now()) {
      writeReplay(commit.store, next, dueMs);
      return;
    }
    await router.replay(commit, event, name, replay.rules);
    next = { ...next, sentTo: event.number, sentToMs: event.atMs, sent: next.sent + 1 };
  }
  const state = events.length < REPLAYED_AT_ONCE_MAX ? 'COMPLETED' : 'RUNNING';
  const endedMs = state === 'COMPLETED' ? { endedMs: clock.now() } : undefined;
  writeReplay(commit.store, { ...next, ...endedMs, state }, clock.now());
};
