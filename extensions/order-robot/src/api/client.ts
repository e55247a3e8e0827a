import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import type { Machine } from '../machine.ts';
import { BarUnreachable, Stopped } from './faults.ts';

/** A "no" of the bar: a problem of RFC 9457. */
export interface No {
  readonly ok: false;
  readonly status: number;
  /** The last part of the problem's type: a word a program can act on. */
  readonly code: string;
  readonly detail: string;
}
export type Answer = { readonly ok: true; readonly body: Json } | No;

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string | undefined;
  readonly body?: JsonObject;
}

export interface ClientOptions {
  readonly url: string;
  readonly machine: Machine;
  readonly signal: AbortSignal;
  /** How long to go on trying while the bar does not answer, in milliseconds. */
  readonly patienceMs: number;
  /** Told once whenever the bar is gone, and when it is back. */
  readonly onReach?: (reached: boolean) => void;
}

export type Ask = (request: Request) => Promise<Answer>;

const FIRST_DELAY_MS = 100;
const DELAY_MS_MAX = 2_000;
const RETRY_AFTER_MS_MAX = 30_000;
const ANSWER_MS_MAX = 15_000;
/** What a bar says that is busy, restarting, or behind something that cannot reach it. */
const PASSING = new Set([429, 502, 503, 504]);

/**
 * Asks the bar over HTTP, again and again while it is away: a command keeps its idempotency key over all tries, so one that
 * was carried out just before the power went is not carried out twice.
 * @throws BarUnreachable when patience is at its end, Stopped when the signal says so
 */
export const client = ({ url, machine, signal, patienceMs, onReach }: ClientOptions): Ask => {
  let reached = true;
  const tell = (now: boolean): void => {
    if (now === reached) return;
    reached = now;
    onReach?.(now);
  };
  const once = async ({ method, path, token, body }: Request, key: string): Promise<Response> =>
    machine.fetch(new URL(path, url), {
      method,
      headers: {
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(method === 'POST' && { 'idempotency-key': key, 'content-type': 'application/json' }),
      },
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS_MAX)]),
    });

  return async (request) => {
    const key = machine.ids.next();
    const beganMs = machine.clock.now();
    for (let attempt = 0; ; attempt++) {
      if (signal.aborted) throw new Stopped();
      let delayMs = Math.min(FIRST_DELAY_MS * 2 ** attempt, DELAY_MS_MAX);
      let cause: unknown;
      try {
        const response = await once(request, key);
        const text = await response.text();
        if (!PASSING.has(response.status)) {
          tell(true);
          return answerOf(response.status, text);
        }
        delayMs = Math.max(delayMs, retryAfterMs(response));
      } catch (error) {
        cause = error;
      }
      if (isAborted(signal)) throw new Stopped();
      if (cause !== undefined) tell(false);
      const triedMs = machine.clock.now() - beganMs;
      if (triedMs + delayMs > patienceMs) throw new BarUnreachable(url, triedMs, cause);
      await machine.wait(delayMs, signal);
    }
  };
};

/** It may have been aborted while something was awaited, which the compiler does not see. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

const retryAfterMs = (response: Response): number => {
  const seconds = Number(response.headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) ? Math.min(seconds * 1_000, RETRY_AFTER_MS_MAX) : 0;
};

const answerOf = (status: number, text: string): Answer => {
  const body = read(text);
  if (status < 300 && body !== undefined) return { ok: true, body };
  const problem = isJsonObject(body) ? body : {};
  const { type, title, detail } = problem;
  return {
    ok: false,
    status,
    code: typeof type === 'string' ? type.slice(type.lastIndexOf('/') + 1) : `http-${status}`,
    detail:
      typeof detail === 'string'
        ? detail
        : typeof title === 'string'
          ? title
          : `The bar answered with status ${status}.`,
  };
};

const read = (text: string): Json | undefined => {
  try {
    return parseJson(text === '' ? '{}' : text);
  } catch {
    // Somebody else's page (a proxy's error): the status says enough.
    return undefined;
  }
};
