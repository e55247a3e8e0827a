import type { MapRunEffect } from '@espresso/states';
import type { Engine } from '../engine.ts';
import { setTimer } from '../timers.ts';
import type { Unit } from '../work/unit.ts';
import { definitionHash } from './machines.ts';
import { keepMapRun, mapRunId, nothingYet, readMapRun, writeMapRun, type MapRun } from './map-runs.ts';
import type { ExecutionRecord } from './records.ts';

/** Keeps what a Map asks for. Its children are started by a timer that is due at once: there may be many. @returns what stands for them among the execution's children */
export const beginMapRun = (
  engine: Engine,
  unit: Unit,
  effect: MapRunEffect,
  caller: ExecutionRecord,
  callerKey: string,
): string => {
  const { arn, ref, label, executionType: type, processor, children, writer } = effect;
  const definition = definitionHash(type, processor);
  engine.machines.keep(unit.layer, { hash: definition, definition: processor, type });
  keepMapRun(
    unit.layer,
    {
      arn,
      key: callerKey,
      ref,
      executionArn: caller.execution.executionArn,
      machineName: `${caller.stateMachine}/${label}`,
      roleArn: caller.execution.roleArn,
      correlationId: caller.correlationId,
      type,
      definition,
      concurrency: effect.concurrency,
      toleratedCount: effect.toleratedCount,
      toleratedPercentage: effect.toleratedPercentage,
      ...(writer && { writer }),
      status: 'RUNNING',
      startMs: unit.nowMs,
      total: children.length,
      totalItems: children.reduce((sum, { items }) => sum + items, 0),
      started: 0,
      ended: nothingYet,
      endedItems: nothingYet,
      resultsWritten: 0,
    },
    effect,
  );
  setTimer(unit.layer, unit.nowMs, { type: 'map-run', id: mapRunId(arn) });
  return `${MAP_RUN}${mapRunId(arn)}`;
};

/** What an execution keeps in place of a child's key, where a task's children are those of a Map Run. */
const MAP_RUN = 'map-run:';

/** Ends a Map Run that its Map no longer waits for. @returns the run, where `child` is one that is under way */
export const abortMapRun = (unit: Unit, child: string): MapRun | undefined => {
  if (!child.startsWith(MAP_RUN)) return undefined;
  const run = readMapRun(unit.layer, child.slice(MAP_RUN.length));
  if (run?.status === 'RUNNING') writeMapRun(unit.layer, { ...run, status: 'ABORTED', stopMs: unit.nowMs });
  return run;
};
