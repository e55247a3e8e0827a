import {
  goOnMapping,
  listMapRuns as listRows,
  mapRunId,
  readMapRun,
  writeMapRun,
  type MapRun,
  type Tally,
} from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { AwsError } from '../protocol/errors.ts';
import { countIn, defined, requiredText, seconds } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { executionOf } from './find-execution.ts';
import { listed } from './lists.ts';

type Reader = Parameters<typeof readMapRun>[0];

/** @throws AwsError ResourceNotFound */
export const mapRunOf = (view: Reader, arn: string): MapRun => {
  const run = readMapRun(view, mapRunId(arn));
  if (run?.arn !== arn) throw new AwsError('ResourceNotFound', `Resource not found: '${arn}'`);
  return run;
};

const counts = (run: MapRun, ended: Tally, total: number, running: number): JsonObject => {
  const over = Object.values(ended).reduce((sum, count) => sum + count, 0);
  return {
    pending: Math.max(total - over - running, 0),
    running,
    succeeded: ended.SUCCEEDED,
    failed: ended.FAILED,
    timedOut: ended.TIMED_OUT,
    aborted: ended.ABORTED,
    total,
    resultsWritten: run.resultsWritten,
  };
};

export const describeMapRun: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'mapRunArn');
  return host.look((unit) => {
    const run = mapRunOf(unit.layer, arn);
    const over = Object.values(run.ended).reduce((sum, count) => sum + count, 0);
    const running = run.status === 'RUNNING' ? run.started - over : 0;
    const perChild = run.total === 0 ? 0 : Math.round(run.totalItems / run.total);
    return defined({
      mapRunArn: run.arn,
      executionArn: run.executionArn,
      status: run.status,
      startDate: seconds(run.startMs),
      stopDate: run.stopMs === undefined ? undefined : seconds(run.stopMs),
      maxConcurrency: run.concurrency,
      toleratedFailurePercentage: run.toleratedPercentage,
      toleratedFailureCount: run.toleratedCount,
      itemCounts: counts(run, run.endedItems, run.totalItems, running * perChild),
      executionCounts: counts(run, run.ended, run.total, running),
      redriveCount: 0,
    });
  });
};

export const listMapRuns: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'executionArn');
  return host.look((unit) => {
    const { key, record } = executionOf(unit, arn);
    const runs = listRows(unit.layer, key).toSorted((a, b) => b.startMs - a.startMs);
    return listed(
      input,
      'mapRuns',
      runs,
      (run) => run.arn,
      (run) =>
        defined({
          executionArn: run.executionArn,
          mapRunArn: run.arn,
          stateMachineArn: `${record.execution.stateMachineArn}/${run.machineName.split('/').at(-1) ?? ''}`,
          startDate: seconds(run.startMs),
          stopDate: run.stopMs === undefined ? undefined : seconds(run.stopMs),
        }),
    );
  });
};

/** Changes how many children run at once, and how many may fail, of a Map Run that is under way. */
export const updateMapRun: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'mapRunArn');
  const concurrency = countIn(input, 'maxConcurrency', 0, Infinity);
  const toleratedCount = countIn(input, 'toleratedFailureCount', 0, Infinity);
  const toleratedPercentage = countIn(input, 'toleratedFailurePercentage', 0, 100);
  await host.transact(async (unit, engine) => {
    const run = mapRunOf(unit.layer, arn);
    if (run.status !== 'RUNNING')
      throw new AwsError('ValidationException', 'Map Run has already completed and cannot be updated');
    writeMapRun(unit.layer, {
      ...run,
      ...(concurrency !== undefined && { concurrency }),
      ...(toleratedCount !== undefined && { toleratedCount }),
      ...(toleratedPercentage !== undefined && { toleratedPercentage }),
    });
    await goOnMapping(engine, unit, mapRunId(arn));
  });
  return {};
};
