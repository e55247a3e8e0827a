import type { Json } from '@espresso/kernel';
import type { Signal } from '@espresso/states';
import type { Engine } from '../engine.ts';
import { setTimer } from '../timers.ts';
import type { Unit } from '../work/unit.ts';
import { describeChild } from './describe-child.ts';
import {
  clearMapRun,
  mapRunId,
  readChildEnds,
  readMapRun,
  takeInput,
  writeChildEnd,
  writeMapRun,
  type ChildStatus,
  type MapRun,
  type Tally,
} from './map-runs.ts';
import type { ExecutionRecord } from './records.ts';
import { signalExecution, startExecution, stopChildren } from './run.ts';
import { resultsOf } from './write-results.ts';

/** Children that are started in one unit of work; more follow in the next. */
const STARTED_AT_ONCE_MAX = 25;
/** Children under way at once where the Map leaves it to the host. */
const CONCURRENCY_MAX = 1_000;

const sum = (tally: Tally): number => Object.values(tally).reduce((all, count) => all + count, 0);

/** Starts the children there is room for, or ends the run where nothing is left to do. */
export const goOnMapping = async (engine: Engine, unit: Unit, id: string): Promise<void> => {
  const run = readMapRun(unit.layer, id);
  if (run?.status !== 'RUNNING') return;
  if (sum(run.ended) === run.total) {
    await endMapRun(engine, unit, run, 'SUCCEEDED');
    return;
  }
  const most = run.concurrency > 0 ? Math.min(run.concurrency, CONCURRENCY_MAX) : CONCURRENCY_MAX;
  const room = most - (run.started - sum(run.ended));
  const upTo = Math.min(run.total, run.started + Math.min(room, STARTED_AT_ONCE_MAX));
  if (upTo <= run.started) return;
  writeMapRun(unit.layer, { ...run, started: upTo });
  for (let index = run.started; index < upTo; index++) await startChild(engine, unit, run, index);
  if (upTo < run.total && room > STARTED_AT_ONCE_MAX) setTimer(unit.layer, unit.nowMs, { type: 'map-run', id });
};

const startChild = async (engine: Engine, unit: Unit, run: MapRun, index: number): Promise<void> => {
  const id = mapRunId(run.arn);
  const child = takeInput(unit.layer, id, index);
  if (child === undefined) return;
  const machine = engine.machines.byHash(unit.layer, run.machineName, run.definition);
  const { machineName: name, definition: hash, type, roleArn } = run;
  const arn = engine.definitions.arns.stateMachine(name);
  const workflow = { name, arn, hash, type, roleArn, definition: machine.definition, machine };
  await startExecution(engine, unit, workflow, {
    name: unit.ids.next(),
    input: child.input,
    mapRun: { id, arn: run.arn, index, items: child.items },
    ...(type === 'EXPRESS' && { expressId: unit.ids.next() }),
  });
};

const add = (tally: Tally, status: ChildStatus, count: number): Tally => ({
  ...tally,
  [status]: tally[status] + count,
});

/** A child ended: it is counted, and the run ends, or goes on with the next. */
export const childOfMapEnded = async (engine: Engine, unit: Unit, record: ExecutionRecord): Promise<void> => {
  const { mapRun, execution } = record;
  if (mapRun === undefined || execution.status === 'RUNNING') return;
  const run = readMapRun(unit.layer, mapRun.id);
  if (run === undefined) return;
  const { status } = execution;
  const { items } = mapRun;
  writeChildEnd(unit.layer, mapRun.id, mapRun.index, { status, items, described: describeChild(record, false) });
  const counted: MapRun = {
    ...run,
    ended: add(run.ended, status, 1),
    endedItems: add(run.endedItems, status, items),
  };
  writeMapRun(unit.layer, counted);
  if (counted.status !== 'RUNNING') return;
  if (isTooMuch(counted)) await endMapRun(engine, unit, counted, 'FAILED');
  else await goOnMapping(engine, unit, mapRun.id);
};

/**
 * Whether more items failed than may (developer guide, "Setting failure thresholds for Distributed Map states"): any at all
 * where neither a count nor a percentage is given, and either of them where both are.
 */
const isTooMuch = ({ endedItems, totalItems, toleratedCount, toleratedPercentage }: MapRun): boolean => {
  const failed = sum(endedItems) - endedItems.SUCCEEDED;
  const byCount = failed > toleratedCount && (toleratedCount > 0 || toleratedPercentage === 0);
  return byCount || (toleratedPercentage > 0 && (failed / totalItems) * 100 > toleratedPercentage);
};

const endMapRun = async (engine: Engine, unit: Unit, run: MapRun, status: 'SUCCEEDED' | 'FAILED'): Promise<void> => {
  const id = mapRunId(run.arn);
  const ended: MapRun = { ...run, status, stopMs: unit.nowMs };
  writeMapRun(unit.layer, ended);
  if (status === 'FAILED') await stopChildren(engine, unit, run.machineName, id);
  const ends = readChildEnds(unit.layer, id);
  const after = readMapRun(unit.layer, id) ?? ended;
  writeMapRun(unit.layer, { ...after, resultsWritten: ends.length });
  const signal: Signal =
    status === 'FAILED'
      ? { type: 'task-failed', ref: run.ref, error: 'States.ExceedToleratedFailureThreshold', cause: EXCEEDED }
      : outcome(run, resultsOf(unit, run, ends));
  clearMapRun(unit.layer, id);
  await signalExecution(engine, unit, run.key, signal);
};

const EXCEEDED = 'The specified tolerated failure threshold was exceeded';

const outcome = ({ ref }: MapRun, output: Json): Signal => ({ type: 'task-succeeded', ref, output });
