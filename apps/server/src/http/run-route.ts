import { InvalidRequest, type Outcome, type RouteRequest } from '@espresso/contract';
import { HostStopped, IdempotencyKeyReused, TooBusy, TRY_AGAIN, type Idempotency } from '@espresso/host';
import type { Bar } from '../bar.ts';
import type { Endpoint } from './endpoint.ts';
import { problemReply, refused } from './problems.ts';

const TRIES_MAX = 5;

/** What a route came to: its reply, or the problem that is told instead. */
export type Result =
  { readonly type: 'reply'; readonly reply: unknown } | { readonly type: 'problem'; readonly response: Response };

/** Runs a route: as a reading, or as a unit of work that is durable when this resolves. */
export const runRoute = async (
  { served, runs }: Endpoint,
  request: RouteRequest<unknown, unknown, unknown>,
  { host, clock }: Pick<Bar, 'host' | 'clock'>,
  idempotency?: Idempotency,
): Promise<Result> => {
  const run = async (work: Parameters<typeof served.run>[1]) => served.run(request, work);
  try {
    if (runs === 'act' && idempotency !== undefined) {
      const outcome = await host.once(() => host.read(run), idempotency);
      return resultOf(served.route, outcome, clock.now());
    }
    if (runs !== 'command') return resultOf(served.route, await host.read(run), clock.now());
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const outcome = await host.command(run, idempotency === undefined ? {} : { idempotency });
      if (outcome.accepted || outcome.reason !== TRY_AGAIN) return resultOf(served.route, outcome, clock.now());
    }
    return problem(refused('try-again', {}, { 'Retry-After': '1' }));
  } catch (error) {
    const known = problemOf(error);
    if (known === undefined) throw error;
    return problem(known);
  }
};

const problem = (response: Response): Result => ({ type: 'problem', response });

/** When a refusal that passes is over: by the instant it tells of, or in a moment. */
const retryAfter = (
  status: number,
  { againAt }: Readonly<Record<string, unknown>>,
  nowMs: number,
): Record<string, string> => {
  if (status !== 429 && status !== 503) return {};
  const seconds = typeof againAt === 'string' ? Math.ceil((Date.parse(againAt) - nowMs) / 1_000) : 1;
  return { 'Retry-After': String(Math.max(1, seconds)) };
};

const resultOf = ({ refusals }: Endpoint['served']['route'], outcome: Outcome<unknown>, nowMs: number): Result => {
  if (outcome.accepted) return { type: 'reply', reply: outcome.reply };
  const { reason, data = {} } = outcome;
  const [status, title, sentence] = refusals[reason] ?? [409, reason];
  const detail = outcome.detail ?? sentence;
  // The problem's own members count: data never says another status than the reply has.
  const body = { ...data, type: `/problems/${reason}`, title, status, ...(detail !== undefined && { detail }) };
  return problem(problemReply(body, retryAfter(status, data, nowMs)));
};

/** What is no fault of ours, and what passes. */
const problemOf = (error: unknown): Response | undefined => {
  if (error instanceof InvalidRequest) return refused('invalid-request', { errors: error.errors });
  if (error instanceof IdempotencyKeyReused) return refused('idempotency-key-reused');
  if (error instanceof TooBusy) return refused('too-busy', {}, { 'Retry-After': '1' });
  if (error instanceof HostStopped) return refused('stopping', {}, { 'Retry-After': '2' });
  return undefined;
};
