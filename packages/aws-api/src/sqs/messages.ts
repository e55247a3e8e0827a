import {
  deleteMessage as remove,
  readMessage,
  receiveMessages,
  sendMessage as send,
  writeMessage,
  type Message,
} from '@espresso/host/resources';
import { isJsonObject, type JsonObject } from '@espresso/kernel';
import { createHash } from 'node:crypto';
import { AwsError } from '../protocol/errors.ts';
import { countIn, defined, numberIn, objectIn, requiredText } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { queueIn } from './find-queue.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const MS_PER_SECOND = 1_000;
const HIDDEN_SECONDS = 30;
const LOOK_EVERY_MS = 100;

const attributesIn = (input: JsonObject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(objectIn(input, 'MessageAttributes') ?? {}).flatMap(([name, value]) =>
      isJsonObject(value) && typeof value['StringValue'] === 'string' ? [[name, value['StringValue']]] : [],
    ),
  );

export const sendMessage: Operation = async ({ host, ids }, input) => {
  const body = requiredText(input, 'MessageBody');
  const id = ids.next();
  const delayMs = (numberIn(input, 'DelaySeconds') ?? 0) * MS_PER_SECOND;
  await host.transact((unit) => {
    const { name } = queueIn(unit, input);
    send(unit.layer, name, { id, body, attributes: attributesIn(input), nowMs: unit.nowMs, delayMs });
  });
  return { MD5OfMessageBody: md5(body), MessageId: id };
};

/** Gives messages that nobody else has now; waits for some where it is asked to. */
export const receiveMessage: Operation = async ({ host, clock, sleep, signal }, input) => {
  const limit = countIn(input, 'MaxNumberOfMessages', 1, 10) ?? 1;
  const waitMs = (countIn(input, 'WaitTimeSeconds', 0, 20) ?? 0) * MS_PER_SECOND;
  const hidden = numberIn(input, 'VisibilityTimeout');
  const untilMs = clock.now() + waitMs;
  for (;;) {
    const found = await host.transact((unit) => {
      const { name, attributes } = queueIn(unit, input);
      const seconds = hidden ?? Number(attributes['VisibilityTimeout'] ?? HIDDEN_SECONDS);
      return receiveMessages(unit.layer, name, { nowMs: unit.nowMs, limit, hiddenMs: seconds * MS_PER_SECOND });
    });
    if (found.length > 0) return { Messages: found.map(([key, message]) => shown(key, message)) };
    if (clock.now() >= untilMs || signal.aborted) return {};
    await sleep(LOOK_EVERY_MS);
  }
};

const shown = (key: string, message: Message): JsonObject => {
  const attributes = Object.entries(message.attributes);
  return defined({
    MessageId: message.id,
    ReceiptHandle: Buffer.from(key).toString('base64url'),
    MD5OfBody: md5(message.body),
    Body: message.body,
    Attributes: {
      SentTimestamp: String(message.sentMs),
      ApproximateReceiveCount: String(message.receivedCount),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedMs ?? message.sentMs),
    },
    MessageAttributes:
      attributes.length === 0
        ? undefined
        : Object.fromEntries(attributes.map(([name, value]) => [name, { DataType: 'String', StringValue: value }])),
  });
};

const keyIn = (input: JsonObject): string => Buffer.from(requiredText(input, 'ReceiptHandle'), 'base64url').toString();

export const deleteMessage: Operation = async ({ host }, input) => {
  await host.transact((unit) => {
    queueIn(unit, input);
    remove(unit.layer, keyIn(input));
  });
  return {};
};

export const changeMessageVisibility: Operation = async ({ host }, input) => {
  const hiddenMs = (numberIn(input, 'VisibilityTimeout') ?? 0) * MS_PER_SECOND;
  await host.transact((unit) => {
    queueIn(unit, input);
    const message = readMessage(unit.layer, keyIn(input));
    if (message === undefined) throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    writeMessage(unit.layer, keyIn(input), { ...message, visibleMs: unit.nowMs + hiddenMs });
  });
  return {};
};
