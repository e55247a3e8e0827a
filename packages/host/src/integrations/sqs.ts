import { isJsonObject, type Json } from '@espresso/kernel';
import { createHash } from 'node:crypto';
import { failed, succeeded, type Service } from '../engine.ts';
import { readQueue, sendMessage } from '../resources/queues.ts';

/** `sqs:sendMessage`, to a queue of this host. */
export const sqs: Service = {
  sendMessage: ({ unit, arguments: { QueueUrl: url, MessageBody: given = '', MessageAttributes: attributes } }) => {
    const queue = typeof url === 'string' ? (url.split('/').at(-1) ?? '') : '';
    if (readQueue(unit.layer, queue) === undefined) {
      return Promise.resolve(
        failed(
          'SQS.QueueDoesNotExistException',
          'The specified queue does not exist. (Service: AmazonSQS; Status Code: 400; Error Code: AWS.SimpleQueueService.NonExistentQueue)',
        ),
      );
    }
    const body = typeof given === 'string' ? given : JSON.stringify(given);
    const id = unit.ids.next();
    sendMessage(unit.layer, queue, { id, body, attributes: textsOf(attributes), nowMs: unit.nowMs });
    return Promise.resolve(
      succeeded({ MD5OfMessageBody: createHash('md5').update(body).digest('hex'), MessageId: id }),
    );
  },
};

const textsOf = (attributes: Json | undefined): Readonly<Record<string, string>> =>
  isJsonObject(attributes)
    ? Object.fromEntries(
        Object.entries(attributes).flatMap(([name, value]) =>
          isJsonObject(value) && typeof value['StringValue'] === 'string' ? [[name, value['StringValue']]] : [],
        ),
      )
    : {};
