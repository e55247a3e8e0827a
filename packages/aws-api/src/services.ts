import { dynamodb } from './dynamodb/service.ts';
import { eventBridge } from './eventbridge/service.ts';
import type { Service } from './protocol/operation.ts';
import { sqs } from './sqs/service.ts';
import { stepFunctions } from './step-functions/service.ts';

/** Every service that is spoken here. A new one is a folder of its own and a line here. */
export const services: Readonly<Record<string, Service>> = {
  DynamoDB: dynamodb,
  EventBridge: eventBridge,
  SQS: sqs,
  'Step Functions': stepFunctions,
};
