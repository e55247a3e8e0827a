import { admits, type Authentication } from '@coffee/identity';
import type { Caller } from '@espresso/contract';
import { parseJson, type Json } from '@espresso/kernel';
import type { Context } from 'hono';
import { createHash } from 'node:crypto';
import type { Bar } from '../bar.ts';
import { isSameOrigin, presentedBy, whoAsks, type Presented } from './authenticate.ts';
import type { Endpoint } from './endpoint.ts';
import type { Env } from './env.ts';
import { openStream } from './open-stream.ts';
import { refused } from './problems.ts';
import type { RateLimits } from './rate-limits.ts';
import { BODY_BYTES_USUAL, readBody } from './read-body.ts';
import { runRoute } from './run-route.ts';
import { tellsSecrets } from './secrets-in.ts';
import { cookieFor, noSession } from './session-cookie.ts';

/** What serving a route takes. */
export interface Serving {
  readonly bar: Bar;
  /** Where sessions are kept, where that is not the bar itself. */
  readonly sessions?: Pick<Bar, 'keys' | 'host'>;
  readonly limits: RateLimits;
  /** Whether people reach this server by https: cookies are sent over nothing else then. */
  readonly isSecure: boolean;
}

const KEY = /^[\x21-\x7e]{1,128}$/;
/** Where nobody is signed in, or the reply is a secret, the key alone tells whose command it is: it must not be guessed. */
const UNGUESSED_KEY = /^[\x21-\x7e]{16,128}$/;

/** Serves one route: who asks, may they, what do they say, then the route itself. */
export const serveEndpoint = ({ bar, sessions = bar, limits, isSecure }: Serving, endpoint: Endpoint) => {
  const { route } = endpoint.served;
  const name = `${route.method} ${route.path}`;
  const isOpenToAll = route.access.includes('anyone');
  const isSecret = tellsSecrets(route);

  return async (c: Context<Env>): Promise<Response> => {
    if (endpoint.runs === 'stream' && c.req.method === 'HEAD')
      return refused('method-not-allowed', {}, { Allow: 'GET' });
    const { incoming } = c.env;
    const { headers } = incoming;
    const shopId = c.req.param('shopId');
    const may = ({ caller }: Authentication): boolean => admits(route.access, caller, shopId);
    const { presented, who } = await whoAsks(presentedBy(headers), may, sessions.keys, sessions.host);
    const isWrite = route.method !== 'GET';
    // ASVS 3.5.1: a cookie comes along by itself, whoever made the browser ask.
    const isForeign = isWrite && presented.by === 'cookie' && !isSameOrigin(headers);
    if (isForeign) return refused('other-site');
    const forbidden = forbids(endpoint, who, shopId);
    if (forbidden !== undefined) return forbidden;
    const { caller } = who;

    const within = limits.session(caller);
    if (!within.taken) return tooMany(within.retryAfterSeconds);
    const bytesMax = route.bodyBytesMax ?? BODY_BYTES_USUAL;
    const read = isWrite ? await readBody(incoming, bytesMax) : ({ ok: true, body: undefined, text: '' } as const);
    if (!read.ok) return read.problem === 'too-large' ? tooLarge(bytesMax) : refused(read.problem);
    const guess = limits.guess(name, read.body, c.get('asker'));
    if (!guess.taken) return tooMany(guess.retryAfterSeconds);

    const key = headers['idempotency-key'];
    const shape = isSecret || isNobody(caller) ? UNGUESSED_KEY : KEY;
    if (isWrite && key !== undefined && (typeof key !== 'string' || !shape.test(key)))
      return refused('idempotency-key-invalid');

    const request = { params: c.req.param(), query: c.req.query(), body: read.body, caller };
    // What is read is at least as new as this: whoever follows from here misses nothing.
    const position = bar.host.lastEventNumber;
    const result = await runRoute(
      endpoint,
      request,
      bar,
      isWrite && typeof key === 'string'
        ? { scope: scopeOf(caller), key, fingerprint: fingerprint(route.method, c.req.path, read.text), isSecret }
        : undefined,
    );
    if (result.type === 'problem') return result.response;
    if (endpoint.runs === 'stream')
      return openStream(c, { bar, sessions, endpoint, request, presented, reply: result.reply, asker: c.get('asker') });

    const reply = asJson(result.reply);
    const cookie = isOpenToAll && isSameOrigin(headers) ? setCookie(name, reply, presented, isSecure) : undefined;
    return new Response(JSON.stringify(reply), {
      status: route.status ?? 200,
      headers: {
        'Content-Type': 'application/json',
        ...(route.method === 'GET' && { 'Event-Number': String(position) }),
        ...(cookie !== undefined && { 'Set-Cookie': cookie }),
      },
    });
  };
};

const tooLarge = (bytesMax: number): Response =>
  refused(
    'too-large',
    { detail: `The body of this request has at most ${bytesMax / 1_024} KB.` },
    { Connection: 'close' },
  );

const tooMany = (retryAfterSeconds: number): Response =>
  refused('too-many-requests', {}, { 'Retry-After': String(retryAfterSeconds) });

/** Why this caller may not, as a reply. A session that is over keeps nobody from what anyone may. */
const forbids = ({ served }: Endpoint, who: Authentication, shopId: string | undefined): Response | undefined => {
  const { access } = served.route;
  if (admits(access, who.caller, shopId)) return undefined;
  if (!who.authentic)
    return refused('session-ended', { reason: who.reason }, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
  return isNobody(who.caller)
    ? refused('sign-in-needed', {}, { 'WWW-Authenticate': 'Bearer' })
    : refused('not-allowed');
};

/** Keys of different sessions never meet; who is nobody yet is told apart by a key that nobody guesses. */
const scopeOf = (caller: Caller): string => (caller.kind === 'anonymous' ? 'anyone' : caller.sessionId);

const isNobody = (caller: Caller): boolean => caller.kind === 'anonymous';

/** The same request gives the same text; what it said cannot be read out of it. */
const fingerprint = (method: string, path: string, body: string): string =>
  createHash('sha256')
    .update(JSON.stringify([method, path, body]))
    .digest('base64url');

/** As the wire has it: without what is undefined. */
const asJson = (reply: unknown): Json => (reply === undefined ? {} : parseJson(JSON.stringify(reply)));

/** A browser gets its session as a cookie, out of reach of scripts. */
const setCookie = (name: string, reply: Json, presented: Presented, isSecure: boolean): string | undefined => {
  if (name === 'DELETE /api/session')
    return presented.by === 'cookie' ? noSession(presented.kind, isSecure) : undefined;
  return cookieFor(reply, name === 'POST /api/sessions/customer' ? 'customer' : 'staff', isSecure);
};
