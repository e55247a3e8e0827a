import { signalByToken } from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import type { Signal } from '@espresso/states';
import { AwsError } from '../protocol/errors.ts';
import { requiredText, textIn } from '../protocol/fields.ts';
import { isFault, readJson } from '../protocol/json-text.ts';
import type { Call, Operation } from '../protocol/operation.ts';
import { invalidToken } from './lists.ts';

const signal = async ({ host }: Call, input: JsonObject, signalFor: (ref: string) => Signal): Promise<JsonObject> => {
  const token = requiredText(input, 'taskToken');
  await host.transact(async (unit, engine) => {
    if (engine.tokens.read(token) === undefined) throw invalidToken();
    if (!(await signalByToken(engine, unit, token, signalFor)))
      throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  });
  return {};
};

export const sendTaskSuccess: Operation = async (call, input) => {
  const read = readJson(requiredText(input, 'output'));
  if (isFault(read))
    throw new AwsError('InvalidOutput', `Invalid Task Output: '${read.message}\n at ${read.location}'`);
  return signal(call, input, (ref) => ({ type: 'task-succeeded', ref, output: read.value }));
};

export const sendTaskFailure: Operation = async (call, input) => {
  const error = textIn(input, 'error') ?? '';
  const cause = textIn(input, 'cause');
  return signal(call, input, (ref) => ({ type: 'task-failed', ref, error, ...(cause !== undefined && { cause }) }));
};

export const sendTaskHeartbeat: Operation = (call, input) =>
  signal(call, input, (ref) => ({ type: 'task-heartbeat', ref }));
