import type { EventMessage } from '@coffee/publisher/contract';
import { compilePatternText } from '@espresso/bus';
import type { Caller, RouteRequest } from '@espresso/contract';
import { serverSentEvents } from '@espresso/live';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { authenticate, type Presented } from './authenticate.ts';
import type { Endpoint } from './endpoint.ts';
import { refused } from './problems.ts';
import type { Asker } from './rate-limits.ts';
import { runRoute } from './run-route.ts';
import type { Env } from './env.ts';

/** What a stream's route replies: what to follow. */
export const following = z.object({
  channel: z.string(),
  /** Only events of this conversation. */
  correlationId: z.string().optional(),
  /** Only events that this EventBridge pattern matches, as they are shown. */
  pattern: z.string().optional(),
});

export interface Asked {
  readonly bar: Bar;
  readonly sessions: Pick<Bar, 'keys' | 'host'>;
  readonly endpoint: Endpoint;
  readonly request: RouteRequest<unknown, unknown, unknown>;
  readonly presented: Presented;
  readonly reply: unknown;
  readonly asker: Asker;
}

/** Streams of one session: a page has one, and somebody has several pages open. */
const STREAMS_PER_SESSION_MAX = 20;
/** Streams of people who are not signed in, from one address: a hall full of phones. */
const STREAMS_PER_ADDRESS_MAX = 2_000;

/** Opens a stream of events on Node's own response. */
export const openStream = (c: Context<Env>, asked: Asked): Response => {
  const { bar, sessions, endpoint, request, presented, asker } = asked;
  const { channel, correlationId, pattern } = following.parse(asked.reply);
  const after = positionIn(c.req.header('Last-Event-ID')) ?? positionIn(c.req.query('after'));
  const matches = pattern === undefined ? undefined : compilePatternText(pattern);
  const { outgoing } = c.env;

  const mayStillRead = async (): Promise<boolean> => {
    const { caller } = await authenticate(presented, sessions.keys, sessions.host);
    if (caller.kind !== request.caller.kind) return false;
    const again = await runRoute(endpoint, { ...request, caller }, bar);
    return again.type === 'reply' && following.parse(again.reply).channel === channel;
  };
  const refusal = bar.live.refuses(holderOf(request.caller, asker));
  if (refusal !== undefined) return refused(refusal, {}, { 'Retry-After': '10' });
  bar.live.open({
    channel,
    holder: holderOf(request.caller, asker),
    sink: serverSentEvents(outgoing),
    mayStillRead,
    ...(after !== undefined && { after }),
    ...(correlationId !== undefined && { correlationId }),
    ...(matches && { accepts: (message) => message.type === 'event' && matches.matches(asEvent(message)) }),
  });
  return RESPONSE_ALREADY_SENT;
};

/** A position in the log; anything else that a client sends is none. */
const positionIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;

const holderOf = (caller: Caller, { address }: Asker) =>
  caller.kind === 'anonymous'
    ? { key: `address ${address}`, readersMax: STREAMS_PER_ADDRESS_MAX }
    : { key: caller.sessionId, readersMax: STREAMS_PER_SESSION_MAX };

/** An event as patterns know it. Matched as it is shown: a pattern must not find out what is masked. */
const asEvent = ({ id, source, detailType, at, detail }: EventMessage) => ({
  id,
  source,
  'detail-type': detailType,
  time: at,
  detail,
});
