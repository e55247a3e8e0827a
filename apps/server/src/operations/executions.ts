import { accept, refuse, route, type Caller, type ServedRoute } from '@espresso/contract';
import type { ExecutionView } from '@espresso/host';
import { isJsonObject, type Json } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { maskerFor, type Masker } from './masked.ts';
import { actorOf, asJson, textOf, json, limitOf, unread } from './parts.ts';

const wait = z.object({
  state: z.string(),
  /** `task`, `callback`, `wait` …: what it waits for. */
  for: z.string(),
  sinceMs: z.number(),
  untilMs: z.number().optional(),
  resource: z.string().optional(),
});

/** An execution as it stands in a list. */
export const summary = z.object({
  stateMachine: z.string(),
  name: z.string(),
  status: z.string(),
  correlationId: z.string(),
  startMs: z.number(),
  stopMs: z.number().optional(),
  /** The states it is in now. */
  current: z.array(z.string()),
  waits: z.array(wait),
  error: z.string().optional(),
  cause: z.string().optional(),
});

const historyEvent = z.object({
  id: z.number().int(),
  previousEventId: z.number().int(),
  timestampMs: z.number(),
  type: z.string(),
  details: json,
});

/** An execution with all there is to see of it. */
const full = summary.extend({
  input: json,
  output: json.optional(),
  variables: json,
  definition: z.record(z.string(), json),
  history: z.array(historyEvent),
});

const refusals = { 'unknown-execution': [404, 'No such execution'] } as const;
const unknown = (detail = 'There is no such execution, or it ended too long ago to be kept.') =>
  refuse('unknown-execution', { detail });
const NAME = z.string().min(1).max(128);

/** The workflow that every order runs through. */
const ORDERS = { stateMachine: 'OrderProcessor', startedBy: 'Validator.NewOrder' } as const;

export const executionRoutes = (bar: Bar): readonly ServedRoute[] => {
  const mask = maskerFor(bar.events);
  const found = (stateMachine: string, name: string, caller: Caller): ExecutionView | undefined => {
    const view = bar.host.operations.execution(stateMachine, name);
    return view !== undefined && isSeenBy(caller, view) ? view : undefined;
  };
  const told = (view: ExecutionView) => ({
    ...summaryOf(view, mask),
    ...detailsOf(view, mask),
    definition: { ...view.definition },
    history: bar.host.operations
      .history(view.stateMachine, view.record.execution.name)
      .map((event) => ({ ...event, details: mask(event.details) })),
  });

  return [
    route(
      {
        method: 'GET',
        path: '/api/orders/{orderId}/execution',
        summary: "An order's workflow: its definition, where it is, what it waits for, and how it came there.",
        access: ['viewer'],
        params: z.strictObject({ orderId: NAME }),
        query: unread,
        body: unread,
        reply: full.extend({ orderId: z.string() }),
        refusals,
      },
      ({ params: { orderId }, caller }) => {
        const begun = bar.host
          .events({ correlationId: orderId, limit: 20 })
          .find(
            ({ envelope }) => envelope['detail-type'] === ORDERS.startedBy && envelope['replay-name'] === undefined,
          );
        const view = begun && found(ORDERS.stateMachine, begun.envelope.id, caller);
        return Promise.resolve(
          view === undefined
            ? unknown('There is no workflow for such an order.')
            : accept({ reply: { orderId, ...told(view) } }),
        );
      },
    ),
    route(
      {
        method: 'GET',
        path: '/api/executions',
        summary: 'Executions, in the order of their names.',
        access: ['viewer'],
        params: unread,
        query: z.strictObject({
          stateMachine: NAME.optional(),
          status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
          /** The `next` of the page before. */
          after: z.string().min(1).max(300).optional(),
          limit: limitOf(50, 200),
        }),
        body: unread,
        reply: z.object({ executions: z.array(summary), next: z.string().optional() }),
        refusals: {},
      },
      ({ query: { stateMachine, status, after, limit }, caller }) => {
        const page = bar.host.operations.executions({
          limit,
          ...(stateMachine !== undefined && { stateMachine }),
          ...(after !== undefined && { after: Buffer.from(after, 'base64url').toString() }),
        });
        const last = page.length === limit ? page.at(-1) : undefined;
        const seen = page.filter(
          (view) => isSeenBy(caller, view) && (status === undefined || view.record.execution.status === status),
        );
        return Promise.resolve(
          accept({
            reply: {
              executions: seen.map((view) => summaryOf(view, mask)),
              ...(last && { next: Buffer.from(last.key).toString('base64url') }),
            },
          }),
        );
      },
    ),
    route(
      {
        method: 'GET',
        path: '/api/executions/{stateMachine}/{name}',
        summary: 'One execution, with its history.',
        access: ['viewer'],
        params: z.strictObject({ stateMachine: NAME, name: NAME }),
        query: unread,
        body: unread,
        reply: full,
        refusals,
      },
      ({ params, caller }) => {
        const view = found(params.stateMachine, params.name, caller);
        return Promise.resolve(view === undefined ? unknown() : accept({ reply: told(view) }));
      },
    ),
    route(
      {
        method: 'POST',
        path: '/api/executions/{stateMachine}/{name}/stop',
        summary: 'Stop a running execution.',
        access: ['owner'],
        params: z.strictObject({ stateMachine: NAME, name: NAME }),
        query: unread,
        body: z
          .strictObject({ error: z.string().max(256).optional(), cause: z.string().max(1_024).optional() })
          .optional(),
        reply: z.object({ stopped: z.boolean() }),
        refusals,
      },
      async ({ params: { stateMachine, name }, body, caller }) => {
        if (found(stateMachine, name, caller) === undefined) return unknown();
        const { error = 'Stopped', cause } = body ?? {};
        const why = { error, ...(cause !== undefined && { cause }) };
        const stopped = await bar.host.operations.stopExecution(stateMachine, name, why, actorOf(caller));
        return accept({ reply: { stopped } });
      },
    ),
  ];
};

/** Staff of one shop see the executions of its orders. */
export const isSeenBy = (caller: Caller, { record }: ExecutionView): boolean =>
  caller.kind === 'staff' && (caller.shopId === undefined || shopIn(record.execution.input) === caller.shopId);

const shopIn = (input: Json): Json | undefined => {
  const detail = isJsonObject(input) ? input['detail'] : undefined;
  return isJsonObject(detail) ? detail['shopId'] : undefined;
};

export const summaryOf = ({ stateMachine, record, waits }: ExecutionView, mask: Masker) => {
  const { name, status, startMs, stopMs, error, cause, threads } = record.execution;
  return {
    stateMachine,
    name,
    status,
    correlationId: record.correlationId,
    startMs,
    ...(stopMs !== undefined && { stopMs }),
    current: [...new Set(Object.values(threads).map(({ state }) => state))],
    waits: waits.map((waiting) => ({
      state: waiting.state,
      for: waiting.for,
      sinceMs: waiting.sinceMs,
      ...(waiting.untilMs !== undefined && { untilMs: waiting.untilMs }),
      ...('resource' in waiting && { resource: waiting.resource }),
    })),
    ...(error !== undefined && { error: textOf(mask(error)) }),
    ...(cause !== undefined && { cause: textOf(mask(cause)) }),
  };
};

const detailsOf = ({ record: { execution } }: ExecutionView, mask: Masker) => ({
  input: mask(execution.input),
  ...(execution.output !== undefined && { output: mask(execution.output) }),
  variables: mask(asJson(Object.assign({}, ...Object.values(execution.threads).map(({ variables }) => variables)))),
});
