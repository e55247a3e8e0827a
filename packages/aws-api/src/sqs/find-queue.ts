import { readQueue, type QueueRow, type Unit } from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { AwsError } from '../protocol/errors.ts';
import { requiredText } from '../protocol/fields.ts';

export const noQueue = (): AwsError => new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');

/** The queue of a request's QueueUrl. @throws AwsError QueueDoesNotExist */
export const queueIn = (unit: Unit, input: JsonObject): QueueRow => {
  const name = requiredText(input, 'QueueUrl').replace(/\/+$/, '').split('/').at(-1) ?? '';
  const row = readQueue(unit.layer, name);
  if (row === undefined) throw noQueue();
  return row;
};
