import type { AnyEvent, ContextDefinition, FunctionDefinition } from '@espresso/contract';
import type { JsonObject } from '@espresso/kernel';
import { z } from 'zod';
import { schemaOf } from '../json-schema.ts';
import { byName } from '../by-name.ts';

/** A JSON Schema, as it was written; what it says is compared, never run. */
const schema = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** What was promised of one version of an event. */
const lockedEvent = z.strictObject({
  owner: z.string(),
  source: z.string(),
  /** The field that names the conversation. */
  correlatedBy: z.string().optional(),
  /** Why each field that must not leave the process must not, by its path. */
  sensitive: z.record(z.string(), z.enum(['personal', 'secret'])),
  /** As a publisher may send it, and so as every archive may hold it. */
  detail: schema,
});
export type LockedEvent = z.output<typeof lockedEvent>;

/** What was promised of a function: workflows that run now were written against it. */
const lockedFunction = z.strictObject({ input: schema, output: schema, errors: z.array(z.string()) });
export type LockedFunction = z.output<typeof lockedFunction>;

/** Every contract between contexts, as `contracts.lock.json` keeps it. */
export const lock = z.strictObject({
  about: z.string(),
  /** By `Type@version`. */
  events: z.record(z.string(), lockedEvent),
  /** By `context.name`. */
  functions: z.record(z.string(), lockedFunction),
});
export type Lock = z.output<typeof lock>;

const ABOUT =
  'What each version of an event, and each function, promises. Written by `npm run lock`, never by hand: a change here is a change that others must survive.';

/** What these events and functions promise today. */
export const lockOf = (events: readonly AnyEvent[], contexts: readonly ContextDefinition[]): Lock => ({
  about: ABOUT,
  events: byName(events.map((event) => [`${event.detailType}@${String(event.version)}`, promiseOf(event)])),
  functions: byName(
    contexts
      .flatMap(({ serves }) => serves)
      .map(({ function: made }) => [`${made.owner}.${made.name}`, promiseOfFunction(made)]),
  ),
});

const promiseOf = ({ owner, source, correlatedBy, sensitive, schema: detail }: AnyEvent): LockedEvent => ({
  owner,
  source,
  ...(correlatedBy !== undefined && { correlatedBy }),
  sensitive: byName(sensitive.map(({ path, sensitivity }) => [path.join('.'), sensitivity])),
  detail: schemaOf(detail, 'input'),
});

const promiseOfFunction = ({ input, output, errors }: FunctionDefinition): LockedFunction => ({
  input: schemaOf(input, 'input'),
  output: schemaOf(output, 'output'),
  errors: [...errors].sort(),
});
