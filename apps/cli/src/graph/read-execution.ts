import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { z } from 'zod';
import type { Progress } from './progress.ts';

const json: z.ZodType<Json> = z.lazy(() => z.json());

/** An order's execution, as the bar tells of it. */
export const execution = z.object({
  orderId: z.string(),
  stateMachine: z.string(),
  name: z.string(),
  status: z.string(),
  current: z.array(z.string()),
  waits: z.array(
    z.object({
      state: z.string(),
      for: z.string(),
      sinceMs: z.number().optional(),
      untilMs: z.number().optional(),
      resource: z.string().optional(),
    }),
  ),
  definition: z.record(z.string(), json),
  history: z.array(z.object({ type: z.string(), details: json })),
  error: z.string().optional(),
  cause: z.string().optional(),
});
export type Execution = z.output<typeof execution>;

const statusInWords: Readonly<Record<string, string>> = {
  RUNNING: 'under way',
  SUCCEEDED: 'came to its end',
  FAILED: 'failed',
  TIMED_OUT: 'ran out of time',
  ABORTED: 'was stopped',
};

/** How far the order has come, from its execution and the history of it. */
export const progressOf = (seen: Execution): Progress => {
  const entered = seen.history.flatMap(({ type, details }) => {
    const name = type.endsWith('StateEntered') && isJsonObject(details) ? details['name'] : undefined;
    return typeof name === 'string' ? [name] : [];
  });
  const isRunning = seen.status === 'RUNNING';
  const last = entered.at(-1);
  const hasFailed = ['FAILED', 'TIMED_OUT', 'ABORTED'].includes(seen.status);
  const why = seen.error === undefined ? '' : `: ${seen.error}${seen.cause === undefined ? '' : ` (${seen.cause})`}`;
  return {
    title: `Order ${seen.orderId}`,
    status: `${statusInWords[seen.status] ?? seen.status}${why}`,
    definition: seen.definition,
    entered: new Set([...entered, ...seen.current]),
    current: new Set(isRunning ? seen.current : []),
    ...(hasFailed && last !== undefined && { failed: last }),
    waits: isRunning
      ? seen.waits.map(({ state, for: what, resource, sinceMs, untilMs }) => ({
          state,
          waitsFor: inWords(what, resource, stateIn(seen.definition, state)),
          ...(sinceMs !== undefined && { sinceMs }),
          ...(untilMs !== undefined && { untilMs }),
        }))
      : [],
  };
};

/** Who answers the events with which a workflow hands out its task tokens. */
const answeredBy: Readonly<Record<string, string>> = {
  'OrderProcessor.WorkflowStarted': 'the customer',
  'OrderProcessor.DrinkUnavailable': 'the customer',
  'OrderProcessor.WaitingCompletion': 'a barista',
};

const inWords = (what: string, resource: string | undefined, state: JsonObject): string => {
  switch (what) {
    case 'callback':
      return publishedBy(state).flatMap((type) => answeredBy[type] ?? [])[0] ?? 'an answer to its task token';
    case 'timer':
      return 'the clock';
    case 'retry':
      return 'another try';
    case 'task':
      return resource === undefined ? 'a task' : `a task (${resource})`;
    default:
      return what;
  }
};

const stateIn = ({ States: states }: JsonObject, name: string): JsonObject => {
  const state = isJsonObject(states) ? states[name] : undefined;
  return isJsonObject(state) ? state : {};
};

const publishedBy = ({ Arguments: given }: JsonObject): readonly string[] => {
  const entries = isJsonObject(given) ? given['Entries'] : undefined;
  return (Array.isArray(entries) ? entries : []).flatMap((entry: Json) => {
    const type = isJsonObject(entry) ? entry['DetailType'] : undefined;
    return typeof type === 'string' ? [type] : [];
  });
};
