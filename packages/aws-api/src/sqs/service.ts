import type { Service } from '../protocol/operation.ts';
import { changeMessageVisibility, deleteMessage, receiveMessage, sendMessage } from './messages.ts';
import {
  createQueue,
  deleteQueue,
  getQueueAttributes,
  getQueueUrl,
  listQueues,
  purgeQueue,
  setQueueAttributes,
} from './queues.ts';

/** The part of SQS that is needed to look into the queues that rules send to: standard queues, JSON 1.0. */
export const sqs: Service = {
  target: 'AmazonSQS',
  json: '1.0',
  errorNamespace: 'com.amazonaws.sqs#',
  checksum: false,
  operations: {
    ChangeMessageVisibility: changeMessageVisibility,
    CreateQueue: createQueue,
    DeleteMessage: deleteMessage,
    DeleteQueue: deleteQueue,
    GetQueueAttributes: getQueueAttributes,
    GetQueueUrl: getQueueUrl,
    ListQueues: listQueues,
    PurgeQueue: purgeQueue,
    ReceiveMessage: receiveMessage,
    SendMessage: sendMessage,
    SetQueueAttributes: setQueueAttributes,
  },
};
