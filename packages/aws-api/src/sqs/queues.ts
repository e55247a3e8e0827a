import {
  dropQueue,
  listQueues as listRows,
  purgeQueue as purge,
  queueMessages,
  readQueue,
  writeQueue,
  type Engine,
  type QueueRow,
  type Unit,
} from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { AwsError } from '../protocol/errors.ts';
import { requiredText, textIn, textMapIn, textsIn } from '../protocol/fields.ts';
import type { Call, Operation } from '../protocol/operation.ts';
import { noQueue, queueIn } from './find-queue.ts';

const NAME = /^[A-Za-z0-9_-]{1,80}(\.fifo)?$/;

const urlOf = ({ address }: Call, { definitions }: Engine, name: string): string =>
  `${address}/${definitions.arns.account}/${name}`;

export const createQueue: Operation = async (call, input) => {
  const name = requiredText(input, 'QueueName');
  if (!NAME.test(name))
    throw new AwsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  if (name.endsWith('.fifo')) throw new AwsError('UnsupportedOperation', 'This endpoint has standard queues only.');
  const attributes = textMapIn(input, 'Attributes') ?? {};
  return call.host.transact((unit, engine) => {
    const row = readQueue(unit.layer, name) ?? { name, createdMs: unit.nowMs, attributes };
    writeQueue(unit.layer, row);
    return { QueueUrl: urlOf(call, engine, name) };
  });
};

export const getQueueUrl: Operation = async (call, input) =>
  call.host.look((unit, engine) => {
    const name = requiredText(input, 'QueueName');
    if (readQueue(unit.layer, name) === undefined) throw noQueue();
    return { QueueUrl: urlOf(call, engine, name) };
  });

export const listQueues: Operation = async (call, input) =>
  call.host.look((unit, engine) => {
    const prefix = textIn(input, 'QueueNamePrefix') ?? '';
    const names = listRows(unit.layer).map(({ name }) => name);
    return { QueueUrls: names.filter((name) => name.startsWith(prefix)).map((name) => urlOf(call, engine, name)) };
  });

const attributesOf = (engine: Engine, unit: Unit, row: QueueRow): Readonly<Record<string, string>> => {
  const messages = queueMessages(unit.layer, row.name);
  const visible = messages.filter(([, { visibleMs }]) => visibleMs <= unit.nowMs).length;
  return {
    VisibilityTimeout: '30',
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '0',
    MessageRetentionPeriod: '345600',
    MaximumMessageSize: '262144',
    ...row.attributes,
    QueueArn: engine.definitions.arns.queue(row.name),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(messages.length - visible),
    ApproximateNumberOfMessagesDelayed: '0',
    CreatedTimestamp: String(Math.floor(row.createdMs / 1_000)),
  };
};

export const getQueueAttributes: Operation = async ({ host }, input) =>
  host.look((unit, engine): JsonObject => {
    const wanted = textsIn(input, 'AttributeNames') ?? [];
    const all = Object.entries(attributesOf(engine, unit, queueIn(unit, input)));
    return { Attributes: Object.fromEntries(all.filter(([name]) => wanted.includes('All') || wanted.includes(name))) };
  });

export const setQueueAttributes: Operation = async ({ host }, input) => {
  const attributes = textMapIn(input, 'Attributes') ?? {};
  await host.transact((unit) => {
    const row = queueIn(unit, input);
    writeQueue(unit.layer, { ...row, attributes: { ...row.attributes, ...attributes } });
  });
  return {};
};

export const purgeQueue: Operation = async ({ host }, input) => {
  await host.transact((unit) => {
    purge(unit.layer, queueIn(unit, input).name);
  });
  return {};
};

export const deleteQueue: Operation = async ({ host }, input) => {
  await host.transact((unit) => {
    dropQueue(unit.layer, queueIn(unit, input).name);
  });
  return {};
};
