import type { Service } from '../engine.ts';
import { activity } from './activity.ts';
import { dynamodb } from './dynamodb.ts';
import { events } from './events.ts';
import { lambda, lambdaFunction } from './lambda.ts';
import { s3 } from './s3.ts';
import { sfn } from './sfn.ts';
import { sqs } from './sqs.ts';

/** Every service integration this host has. A new one is a file of its own and a line here. */
export const services: Readonly<Record<string, Service>> = {
  activity,
  dynamodb,
  eventbridge: events,
  events,
  function: lambdaFunction,
  lambda,
  s3,
  sfn,
  sqs,
  states: sfn,
};
