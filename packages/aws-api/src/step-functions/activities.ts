import {
  dropActivity,
  hasTask,
  listActivities as listRows,
  readActivity,
  signalByToken,
  takeTask,
  writeActivity,
  writeTags,
  type ActivityRow,
  type ActivityTask,
  type Unit,
} from '@espresso/host/resources';
import { AwsError } from '../protocol/errors.ts';
import { defined, requiredText, seconds, textIn } from '../protocol/fields.ts';
import type { Call, Operation } from '../protocol/operation.ts';
import { activityName, checkedName } from './arns.ts';
import { listed } from './lists.ts';
import { tagsIn } from './tags.ts';

const activityOf = (unit: Unit, arn: string): ActivityRow => {
  const row = readActivity(unit.layer, activityName(arn));
  if (row === undefined) throw new AwsError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);
  return row;
};

export const createActivity: Operation = async ({ host }, input) => {
  const name = checkedName(requiredText(input, 'name'));
  return host.transact((unit, engine) => {
    const arn = engine.definitions.arns.activity(name);
    const row = readActivity(unit.layer, name) ?? { name, createdMs: unit.nowMs };
    writeActivity(unit.layer, row);
    writeTags(unit.layer, arn, tagsIn(input));
    return { activityArn: arn, creationDate: seconds(row.createdMs) };
  });
};

export const describeActivity: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'activityArn');
  return host.look((unit, engine) => {
    const { name, createdMs } = activityOf(unit, arn);
    return { activityArn: engine.definitions.arns.activity(name), name, creationDate: seconds(createdMs) };
  });
};

export const listActivities: Operation = async ({ host }, input) =>
  host.look((unit, engine) =>
    listed(
      input,
      'activities',
      listRows(unit.layer),
      ({ name }) => name,
      ({ name, createdMs }) => ({
        activityArn: engine.definitions.arns.activity(name),
        name,
        creationDate: seconds(createdMs),
      }),
    ),
  );

export const deleteActivity: Operation = async ({ host }, input) => {
  const name = activityName(requiredText(input, 'activityArn'));
  await host.transact((unit) => {
    dropActivity(unit.layer, name);
  });
  return {};
};

/** How long a worker that asks for work is kept waiting for some. */
const POLL_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** Gives work to a worker: at once where there is some, else as soon as there is, else, after a minute, none. */
export const getActivityTask: Operation = async (call, input) => {
  const { host, clock, sleep, signal } = call;
  const arn = requiredText(input, 'activityArn');
  const workerName = textIn(input, 'workerName');
  const untilMs = clock.now() + POLL_MS;
  const { name } = host.look((unit) => activityOf(unit, arn));
  for (;;) {
    if (host.look((unit) => hasTask(unit.layer, name))) {
      const task = await take(call, name, workerName);
      if (task !== undefined) return { taskToken: task.token, input: task.input };
    } else if (clock.now() >= untilMs || signal.aborted) {
      return defined({});
    } else {
      await sleep(LOOK_EVERY_MS);
    }
  }
};

/** Takes the oldest work whose execution still waits for it. */
const take = ({ host }: Call, name: string, workerName: string | undefined): Promise<ActivityTask | undefined> =>
  host.transact(async (unit, engine) => {
    for (let task = takeTask(unit.layer, name); task !== undefined; task = takeTask(unit.layer, name)) {
      const output = defined({ workerName });
      if (await signalByToken(engine, unit, task.token, (ref) => ({ type: 'task-submitted', ref, output })))
        return task;
    }
    return undefined;
  });
