import type { Service } from '../engine.ts';
import { dynamodb } from './dynamodb.ts';
import { events } from './events.ts';
import { lambda } from './lambda.ts';
import { sfn } from './sfn.ts';

/** Every service integration this host has. A new one is a file of its own and a line here. */
export const services: Readonly<Record<string, Service>> = { dynamodb, events, lambda, sfn, states: sfn };
