import type { RouteDefinition } from '@espresso/contract';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import type { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { serverProblems, type ServerProblem } from './problems.ts';
import { tellsSecrets } from './secrets-in.ts';

const PROBLEM = { $ref: '#/components/schemas/Problem' };
const PROBLEM_TYPE = 'application/problem+json';

/** The API in OpenAPI 3.1, drawn from the routes that are served. */
export const openApiOf = (endpoints: readonly Endpoint[]): JsonObject => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    const { path, method } = endpoint.served.route;
    (paths[path] ??= {})[method.toLowerCase()] = operationOf(endpoint);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Serverless Espresso',
      version: '0.1.0',
      description:
        'A pop-up coffee bar that runs itself on events. Commands answer when what they did is durable. Errors are problem details (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(tagOf))].map((name) => ({ name })),
    paths,
    components: { schemas: { Problem: problemSchema }, securitySchemes, headers: { EventNumber: eventNumber } },
  };
};

const securitySchemes: JsonObject = {
  session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The token a sign-in replied.' },
  staffCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'espresso_staff',
    description: 'The token of staff in a browser. Writes count only when a page of this bar asks.',
  },
  customerCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'espresso_customer',
    description:
      'The token of a customer in a browser, beside that of staff: where both may, the staff asks, unless the request says `Espresso-Session: customer`.',
  },
};

const problemSchema: JsonObject = {
  type: 'object',
  description: 'Problem details, RFC 9457. What else a program needs to know are members of their own.',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', format: 'uri-reference', examples: ['/problems/code-expired'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
  additionalProperties: true,
};

const eventNumber: JsonObject = {
  description:
    'The number of the last event before this was read: follow live updates from here and nothing is missed.',
  schema: { type: 'integer' },
};

const tagOf = ({ served: { route } }: Endpoint): string => route.path.split('/')[2] ?? 'api';

const operationOf = (endpoint: Endpoint): JsonObject => {
  const { route } = endpoint.served;
  const isWrite = route.method !== 'GET';
  const body = isWrite ? jsonSchemaOf(route.body, 'input') : {};
  return {
    operationId: operationIdOf(route),
    summary: route.summary,
    tags: [tagOf(endpoint)],
    description: `For ${route.access.map((who) => whoIs[who]).join(' and ')}.`,
    ...(!route.access.includes('anyone') && {
      security: [{ session: [] }, { staffCookie: [] }, { customerCookie: [] }],
    }),
    parameters: [
      ...parametersOf(route.params, 'path', route.path),
      ...parametersOf(route.query, 'query', route.path),
      ...(takesKey(endpoint) ? [idempotencyKeyOf(route)] : []),
      ...(endpoint.runs === 'stream' ? [lastEventId] : []),
    ],
    ...(Object.keys(body).length > 0 && {
      requestBody: {
        required: !route.body.safeParse(undefined).success,
        content: { 'application/json': { schema: body } },
      },
    }),
    responses: { [String(route.status ?? 200)]: replyOf(endpoint), ...problemsOf(endpoint) },
  };
};

const whoIs = {
  anyone: 'anyone',
  customer: 'customers',
  owner: 'owners',
  barista: 'baristas and owners',
  display: 'displays',
  viewer: 'all staff but displays',
} as const;

const operationIdOf = ({ method, path }: RouteDefinition): string =>
  [
    method.toLowerCase(),
    ...path
      .split('/')
      .slice(2)
      .map((part) => part.replaceAll(/[{}]/g, '')),
  ].join('-');

const parametersOf = (schema: z.ZodType, place: 'path' | 'query', path: string): readonly JsonObject[] => {
  const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input');
  if (!isJsonObject(properties)) return [];
  const told = Object.entries(properties).map(([name, parameter]) => ({
    name,
    in: place,
    required: place === 'path' || (Array.isArray(required) && required.includes(name)),
    schema: parameter,
  }));
  if (place === 'query') return told;
  // A path's parameters are there whatever the route's schema says of them.
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return names.map(
    (name) =>
      told.find((known) => known.name === name) ?? { name, in: place, required: true, schema: { type: 'string' } },
  );
};

const idempotencyKeyOf = (route: Endpoint['served']['route']): JsonObject => ({
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key with the same request is the same command: it is done once, and answers as the first time, for a day. Use a UUID: where nobody is signed in, or the reply holds a secret, it has 16 characters at least.',
  schema: { type: 'string', minLength: tellsSecrets(route) ? 16 : 1, maxLength: 128, pattern: '^[!-~]+$' },
});

const lastEventId: JsonObject = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event that was seen: what came after it is sent first.',
  schema: { type: 'integer', minimum: 0 },
};

/** A reply that tells a secret is remembered nowhere, so there a key does nothing. */
const takesKey = ({ runs }: Endpoint): boolean => runs === 'command' || runs === 'act';

const replyOf = ({ served: { route }, runs }: Endpoint): JsonObject => {
  if (runs === 'stream')
    return {
      description:
        'A stream of events (server-sent events). Ids are event numbers. An event named reset says that too much was missed: fetch anew.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    };
  return {
    description: 'Done.',
    ...(route.method === 'GET' && { headers: { 'Event-Number': { $ref: '#/components/headers/EventNumber' } } }),
    content: { 'application/json': { schema: jsonSchemaOf(route.reply, 'output') } },
  };
};

/** Everything that may be told instead of a reply, by status. */
const problemsOf = (endpoint: Endpoint): JsonObject => {
  const { served, runs } = endpoint;
  const { route } = served;
  const isOpenToAll = route.access.includes('anyone');
  const isWrite = route.method !== 'GET';
  const general: readonly (ServerProblem | false)[] = [
    !isOpenToAll && 'sign-in-needed',
    !isOpenToAll && 'session-ended',
    !isOpenToAll && 'not-allowed',
    isWrite && 'other-site',
    isWrite && 'broken-json',
    isWrite && 'too-large',
    isWrite && 'not-json',
    'invalid-request',
    'too-many-requests',
    runs === 'stream' && 'too-many-of-yours',
    runs === 'stream' && 'too-many-readers',
    takesKey(endpoint) && 'idempotency-key-invalid',
    takesKey(endpoint) && 'idempotency-key-reused',
    runs === 'command' && 'too-busy',
    runs === 'command' && 'try-again',
    runs === 'command' && 'stopping',
    'internal-error',
  ];
  const named = [
    ...Object.entries(route.refusals).map(([name, [status, title]]) => ({ name, status, title })),
    ...general.flatMap((name) =>
      name === false ? [] : [{ name, status: serverProblems[name][0], title: serverProblems[name][1] }],
    ),
  ];
  const statuses = [...new Set(named.map(({ status }) => status))].toSorted((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status): [string, JsonObject] => [
      String(status),
      {
        description: named
          .filter((problem) => problem.status === status)
          .map(({ name, title }) => `\`${name}\`: ${title}.`)
          .join(' '),
        content: { [PROBLEM_TYPE]: { schema: PROBLEM } },
      },
    ]),
  );
};
