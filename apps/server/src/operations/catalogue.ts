import {
  accept,
  emittedBy,
  route,
  type AnyEvent,
  type ContextDefinition,
  type ServedRoute,
  type Subscription,
} from '@espresso/contract';
import { isJsonObject } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { jsonSchemaOf } from '../http/json-schema.ts';
import { maskerFor } from './masked.ts';
import { asJson, json, unread } from './parts.ts';

const catalogue = z.object({
  contexts: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      purpose: z.string(),
      rules: z.array(z.object({ name: z.string(), pattern: json, events: z.array(z.string()), target: z.string() })),
      functions: z.array(z.object({ name: z.string(), purpose: z.string(), errors: z.array(z.string()) })),
      tables: z.array(z.object({ name: z.string(), purpose: z.string() })),
      workflows: z.array(
        z.object({
          name: z.string(),
          purpose: z.string(),
          type: z.string(),
          definition: json,
          emits: z.array(z.string()),
        }),
      ),
      routes: z.array(
        z.object({ method: z.string(), path: z.string(), summary: z.string(), access: z.array(z.string()) }),
      ),
    }),
  ),
  events: z.array(
    z.object({
      detailType: z.string(),
      source: z.string(),
      owner: z.string(),
      version: z.number().int(),
      schema: json,
      example: json,
      /** The sentence of the example. */
      sentence: z.string(),
      sensitive: z.array(z.object({ path: z.string(), sensitivity: z.string() })),
      /** The rules that hear it. */
      consumers: z.array(z.object({ context: z.string(), rule: z.string(), target: z.string() })),
    }),
  ),
});

/** What there is: contexts, events, rules, workflows, as data. Made once: it is the same for as long as the process runs. */
export const showContexts = (bar: Bar): ServedRoute => {
  let made: z.input<typeof catalogue> | undefined;
  return route(
    {
      method: 'GET',
      path: '/api/contexts',
      summary: 'The catalogue: contexts, their events, rules, workflows and routes.',
      access: ['viewer'],
      params: unread,
      query: unread,
      body: unread,
      reply: catalogue,
      refusals: {},
    },
    () => Promise.resolve(accept({ reply: (made ??= catalogueOf(bar)) })),
  );
};

const catalogueOf = ({ contexts, events }: Bar): z.input<typeof catalogue> => {
  const mask = maskerFor(events);
  return {
    contexts: contexts.map(describe),
    events: events.map((event) => {
      const example = asJson(event.example);
      return {
        detailType: event.detailType,
        source: event.source,
        owner: event.owner,
        version: event.version,
        schema: jsonSchemaOf(event.schema, 'output'),
        example: mask(example),
        sentence: isJsonObject(example) ? event.sentence(example) : event.detailType,
        sensitive: event.sensitive.map(({ path, sensitivity }) => ({ path: path.join('.'), sensitivity })),
        consumers: contexts.flatMap((context) =>
          Object.entries(context.subscribes)
            .filter(([, subscription]) => hears(subscription, event))
            .map(([rule, { target }]) => ({
              context: context.name,
              rule: `${context.name}.${rule}`,
              target: target.type,
            })),
        ),
      };
    }),
  };
};

const describe = (context: ContextDefinition) => ({
  kind: context.kind,
  name: context.name,
  purpose: context.purpose,
  rules: Object.entries(context.subscribes).map(([rule, { events, pattern, target }]) => ({
    name: `${context.name}.${rule}`,
    pattern,
    events: events === '*' ? ['*'] : events.map(({ detailType }) => detailType),
    target: target.type === 'workflow' ? `workflow ${target.workflow.name}` : target.type,
  })),
  functions: context.serves.map(({ function: { name, purpose, errors } }) => ({ name, purpose, errors: [...errors] })),
  tables: context.tables.map(({ name, purpose }) => ({ name, purpose })),
  workflows: context.workflows.map((workflow) => ({
    name: workflow.name,
    purpose: workflow.purpose,
    type: workflow.type,
    definition: workflow.definition,
    emits: [...emittedBy(workflow)],
  })),
  routes: context.routes.map(({ route: { method, path, summary, access } }) => ({
    method,
    path,
    summary,
    access: [...access],
  })),
});

const hears = ({ events }: Subscription, event: AnyEvent): boolean =>
  events === '*' || events.some(({ detailType }) => detailType === event.detailType);
