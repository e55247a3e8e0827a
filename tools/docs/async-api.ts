import type { AnyEvent, ContextDefinition } from '@espresso/contract';
import { eventMetadata } from '@espresso/contract';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { byName } from '../by-name.ts';
import { schemaOf } from '../json-schema.ts';
import type { WholeBar } from '../whole-bar.ts';
import { exampleOf } from './example.ts';
import { headingOf } from './events-page.ts';
import { hears, rulesOf, type Rule } from './rules.ts';

/**
 * The events of the bar in AsyncAPI 3.0: one channel, which is the bus; a message for each version of an event, in EventBridge's envelope; and for
 * each context what it sends, and for each rule what it receives.
 */
export const asyncApi = ({ contexts, events }: WholeBar): JsonObject => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Serverless Espresso',
    version: '0.1.0',
    description:
      'What happens in the bar, as its event bus carries it. Task tokens and other secrets travel on the bus only.',
    license: { name: 'Apache-2.0' },
  },
  defaultContentType: 'application/json',
  channels: {
    bus: {
      address: 'default',
      title: 'The event bus',
      messages: byName(events.map((event) => [idOf(event), { $ref: `#/components/messages/${idOf(event)}` }])),
    },
  },
  operations: byName([
    ...contexts.filter(({ publishes }) => publishes.length > 0).map((context) => sending(context)),
    ...contexts.flatMap(rulesOf).map((rule) => receiving(rule, events)),
  ]),
  components: {
    schemas: { EventMetadata: schemaOf(eventMetadata, 'input') },
    messages: byName(events.map((event) => [idOf(event), messageOf(event)])),
  },
});

/** A name that is safe in a reference. */
const idOf = (event: AnyEvent): string => headingOf(event).replaceAll(/[^\w.-]/g, '');

const onBus = (events: readonly AnyEvent[]): Json =>
  events.map((event) => ({ $ref: `#/channels/bus/messages/${idOf(event)}` }));

const sending = ({ name, purpose, publishes }: ContextDefinition): readonly [string, Json] => [
  `${name}.publish`,
  { action: 'send', channel: { $ref: '#/channels/bus' }, summary: purpose, messages: onBus(publishes) },
];

const receiving = (rule: Rule, events: readonly AnyEvent[]): readonly [string, Json] => [
  rule.name,
  {
    action: 'receive',
    channel: { $ref: '#/channels/bus' },
    messages: onBus(events.filter((event) => hears(rule, event))),
    // The pattern decides; the messages above are those it can match.
    'x-event-pattern': rule.pattern,
  },
];

const messageOf = (event: AnyEvent): JsonObject => {
  const example = exampleOf(event);
  const sentence = event.sentence(isJsonObject(example) ? example : {});
  return {
    name: event.detailType,
    title: headingOf(event),
    payload: payloadOf(event),
    examples: [{ summary: sentence, payload: envelopeOf(event, example) }],
    ...(event.sensitive.length > 0 && {
      'x-sensitive': byName(event.sensitive.map(({ path, sensitivity }) => [path.join('.'), sensitivity])),
    }),
  };
};

const text: JsonObject = { type: 'string' };

const payloadOf = (event: AnyEvent): JsonObject => {
  const detail = schemaOf(event.schema, 'input');
  const fields = isJsonObject(detail['properties']) ? detail['properties'] : {};
  return {
    type: 'object',
    required: ['version', 'id', 'detail-type', 'source', 'account', 'time', 'region', 'resources', 'detail'],
    properties: {
      version: { const: '0' },
      id: text,
      'detail-type': { const: event.detailType },
      source: { const: event.source },
      account: text,
      time: { type: 'string', format: 'date-time' },
      region: text,
      resources: { type: 'array', items: text },
      'replay-name': text,
      detail: { ...detail, properties: { ...fields, metadata: { $ref: '#/components/schemas/EventMetadata' } } },
    },
  };
};

/** An example on the bus: whose conversation it is, its own field tells. */
const envelopeOf = (event: AnyEvent, example: Json): JsonObject => {
  const detail = isJsonObject(example) ? example : {};
  const thread = event.correlatedBy === undefined ? undefined : detail[event.correlatedBy];
  return {
    version: '0',
    id: '019ab000-0000-7000-8000-000000000001',
    'detail-type': event.detailType,
    source: event.source,
    account: '000000000000',
    time: '2026-11-23T09:30:00Z',
    region: 'us-east-1',
    resources: [],
    detail: {
      ...detail,
      metadata: { correlationId: thread ?? '019ab000-0000-7000-8000-000000000001', version: event.version },
    },
  };
};
