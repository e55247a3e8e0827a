import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import type { Read } from '../read.ts';
import { reasonIn, type Outcome, type Refused } from './outcome.ts';

export interface ApiOptions {
  readonly fetch?: typeof fetch;
  /** Waits between two tries; a test does not. Milliseconds. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Called with every try that came to nothing, before the next one. */
  readonly onTrouble?: (trouble: { readonly tries: number; readonly reason: string }) => void;
}

export interface CommandOptions {
  /** The same for every try of one wish, and for no other: the server does it once. */
  readonly key: string;
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly signal?: AbortSignal;
  /** Tries until it gives up as `offline`; without an end where left out. */
  readonly triesMax?: number;
}

export interface Api {
  /** Reads once. */
  get<T>(path: string, read: Read<T>, signal?: AbortSignal): Promise<Outcome<T>>;
  /** Commands until there is an answer: lost replies, restarts and full queues are waited out. */
  command<T>(path: string, body: JsonObject | undefined, read: Read<T>, options: CommandOptions): Promise<Outcome<T>>;
}

const WAIT_MS = 400;
const WAIT_MS_MAX = 8_000;
/** Statuses that are no answer yet. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** A client of the bar's own API: same origin, the session travels as a cookie. */
export const openApi = ({ fetch: send = fetch, wait = pause, onTrouble }: ApiOptions = {}): Api => {
  const ask = async <T>(path: string, init: RequestInit, read: Read<T>): Promise<Outcome<T>> => {
    try {
      const response = await send(path, { credentials: 'same-origin', cache: 'no-store', ...init });
      const json = await jsonOf(response);
      if (!response.ok) return refusedBy(response.status, json);
      const position = response.headers.get('event-number');
      const serverMs = Date.parse(response.headers.get('date') ?? '');
      return {
        ok: true,
        reply: read(json),
        ...(position !== null && { position: Number(position) }),
        ...(Number.isFinite(serverMs) && { serverMs }),
      };
    } catch (error) {
      if (init.signal?.aborted === true) return nobody('stopped');
      // What fetch throws for a network that is not there; anything else is a fault of ours.
      if (error instanceof TypeError) return nobody('offline');
      throw error;
    }
  };
  return {
    get: (path, read, signal) => ask(path, signal === undefined ? {} : { signal }, read),
    command: async (path, body, read, { key, method = 'POST', signal, triesMax = Number.POSITIVE_INFINITY }) => {
      const init: RequestInit = {
        method,
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify(body ?? {}),
        ...(signal && { signal }),
      };
      for (let tries = 1; ; tries++) {
        const outcome = await ask(path, init, read);
        const isAnswer = outcome.ok || !(outcome.reason === 'offline' || PASSING.has(outcome.status));
        if (isAnswer || tries >= triesMax || outcome.reason === 'too-many-codes') return outcome;
        onTrouble?.({ tries, reason: outcome.reason });
        await wait(Math.min(WAIT_MS_MAX, WAIT_MS * 2 ** Math.min(tries, 6)), signal);
        if (signal?.aborted === true) return nobody('stopped');
      }
    },
  };
};

const jsonOf = async (response: Response): Promise<Json | undefined> => {
  const body = await response.text();
  try {
    return body === '' ? undefined : parseJson(body);
  } catch {
    // A proxy's page in between.
    return undefined;
  }
};

const refusedBy = (status: number, json: Json | undefined): Refused => {
  const data = isJsonObject(json) ? json : {};
  const { detail } = data;
  return {
    ok: false,
    reason: reasonIn(data['type'], status),
    status,
    ...(typeof detail === 'string' && { detail }),
    data,
  };
};

const nobody = (reason: 'offline' | 'stopped'): Refused => ({ ok: false, reason, status: 0, data: {} });

/** Waits; a network that comes back, or the signal, ends the wait. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    globalThis.addEventListener('online', done);
    signal?.addEventListener('abort', done);
  });
