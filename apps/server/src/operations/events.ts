import { showEvent } from '@coffee/publisher';
import { compilePatternText, InvalidPattern, type Pattern } from '@espresso/bus';
import { accept, issuesAt, refuse, route, type AnyEvent, type Caller, type ServedRoute } from '@espresso/contract';
import type { LoggedEvent, LogQuery } from '@espresso/host';
import { isJsonObject } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { instant, json, limitOf, unread } from './parts.ts';

/** An event as it is shown: nothing secret, nothing personal. */
export const shownEvent = z.object({
  number: z.number().int(),
  id: z.string(),
  at: z.string(),
  source: z.string(),
  detailType: z.string(),
  sentence: z.string(),
  correlationId: z.string().optional(),
  causationId: z.string().optional(),
  version: z.number().int().optional(),
  replayName: z.string().optional(),
  detail: z.record(z.string(), json),
});
export type ShownEvent = z.output<typeof shownEvent>;

/** How much of the log one request reads at most, however little of it is asked for. */
const READ_MAX = 5_000;
const READ_AT_ONCE = 500;
export const patternText = z.string().min(2).max(4_096);

/** Events of the log, newest first unless asked otherwise. */
export const listEvents = (bar: Bar): ServedRoute =>
  route(
    {
      method: 'GET',
      path: '/api/events',
      summary: 'What happened: events of the log, with their sentences; secrets and personal data masked.',
      access: ['viewer'],
      params: unread,
      query: z.strictObject({
        /** Only events after this number. */
        after: z.coerce.number().int().nonnegative().optional(),
        /** Only events before this number: the `next` of the page before. */
        before: z.coerce.number().int().positive().optional(),
        from: instant.optional(),
        to: instant.optional(),
        type: z.string().min(1).max(128).optional(),
        correlationId: z.string().min(1).max(128).optional(),
        /** An EventBridge pattern, as JSON; matched against what is shown. */
        pattern: patternText.optional(),
        order: z.enum(['newest-first', 'oldest-first']).default('newest-first'),
        limit: limitOf(50, 500),
      }),
      body: unread,
      reply: z.object({
        events: z.array(shownEvent),
        lastNumber: z.number().int(),
        /** Where the next page begins: `before` (newest first) or `after` (oldest first). Absent at the end. */
        next: z.number().int().optional(),
      }),
      refusals: { 'pattern-invalid': [422, 'Not an event pattern'] },
    },
    ({ query, caller }) => {
      const pattern = query.pattern === undefined ? undefined : patternFrom(query.pattern);
      if (typeof pattern === 'string') return Promise.resolve(refuse('pattern-invalid', { detail: pattern }));
      const wanted = (event: ShownEvent) =>
        (query.type === undefined || event.detailType === query.type) &&
        isSeenBy(caller, event) &&
        (pattern?.matches(asPatternsSee(event)) ?? true);
      return Promise.resolve(
        accept({ reply: { ...readPage(bar, query, wanted), lastNumber: bar.host.lastEventNumber } }),
      );
    },
  );

interface Asked {
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly order: 'newest-first' | 'oldest-first';
  readonly limit: number;
}

const readPage = (bar: Bar, asked: Asked, wanted: (event: ShownEvent) => boolean) => {
  const reverse = asked.order === 'newest-first';
  const definitions = new Map(bar.events.map((event) => [event.detailType, event]));
  const events: ShownEvent[] = [];
  let { after, before } = asked;
  let read = 0;
  while (read < READ_MAX) {
    const page = bar.host.events(queryOf(asked, { after, before, reverse }));
    for (const logged of page) {
      read++;
      if (reverse) before = logged.number;
      else after = logged.number;
      const shown = showLogged(logged, definitions);
      if (wanted(shown)) events.push(shown);
      if (events.length === asked.limit) break;
    }
    if (page.length < READ_AT_ONCE && events.length < asked.limit) return { events };
    if (events.length === asked.limit) break;
  }
  const next = reverse ? before : after;
  return { events, ...(next !== undefined && { next }) };
};

const queryOf = (
  { from, to, correlationId }: Asked,
  {
    after,
    before,
    reverse,
  }: { readonly after: number | undefined; readonly before: number | undefined; readonly reverse: boolean },
): LogQuery => ({
  limit: READ_AT_ONCE,
  reverse,
  ...(after !== undefined && { after }),
  ...(before !== undefined && { before }),
  ...(from !== undefined && { fromMs: Date.parse(from) }),
  ...(to !== undefined && { toMs: Date.parse(to) }),
  ...(correlationId !== undefined && { correlationId }),
});

/** An event of the log as it may leave the process. */
export const showLogged = (
  { number, envelope }: LoggedEvent,
  definitions: ReadonlyMap<string, AnyEvent>,
): ShownEvent => {
  const { type: _type, detail, ...shown } = showEvent(envelope, definitions.get(envelope['detail-type']));
  return { number, ...shown, detail: { ...detail } };
};

/** Staff of one shop see what happens there. */
export const isSeenBy = (caller: Caller, { detail }: { readonly detail: Readonly<Record<string, unknown>> }): boolean =>
  caller.kind === 'staff' && (caller.shopId === undefined || detail['shopId'] === caller.shopId);

/** A pattern, or what is wrong with it. */
export const patternFrom = (text: string): Pattern | string => {
  try {
    return compilePatternText(text);
  } catch (error) {
    if (error instanceof InvalidPattern) return error.message;
    throw error;
  }
};

const asPatternsSee = ({ id, source, detailType, at, detail }: ShownEvent) => {
  const event = { id, source, 'detail-type': detailType, time: at, detail };
  return isJsonObject(event) ? event : {};
};

/** Publishes an event of a known type, as if its owner had: for trying things out. */
export const sendEvent = (bar: Bar): ServedRoute =>
  route(
    {
      method: 'POST',
      path: '/api/events',
      summary: 'Publish an event of a type that is defined here.',
      access: ['owner'],
      params: unread,
      query: unread,
      body: z.strictObject({ detailType: z.string().min(1).max(128), detail: z.record(z.string(), json) }),
      reply: z.object({ published: z.literal(true) }),
      status: 202,
      refusals: {
        'unknown-event-type': [404, 'No such type of event'],
        'detail-invalid': [
          422,
          'The detail does not fit',
          'Each of the errors names the place and what is wrong there.',
        ],
        'not-of-all-shops': [403, 'Only for staff of all shops'],
      },
    },
    ({ body, caller }) => {
      if (caller.kind !== 'staff' || caller.shopId !== undefined)
        return Promise.resolve(refuse('not-of-all-shops', { detail: 'Only an owner of all shops publishes events.' }));
      // Only what a context owns: nobody speaks for the platform.
      const event = bar.contexts
        .flatMap(({ publishes }) => publishes)
        .find((known) => known.detailType === body.detailType);
      if (event === undefined)
        return Promise.resolve(refuse('unknown-event-type', { detail: `No context publishes ${body.detailType}.` }));
      const detail = event.schema.safeParse(body.detail);
      if (!detail.success)
        return Promise.resolve(refuse('detail-invalid', { data: { errors: issuesAt('#/body/detail', detail.error) } }));
      return Promise.resolve(accept({ emit: [{ event, detail: detail.data }], reply: { published: true as const } }));
    },
  );
