import { parseJson, secureRandom, type Json, type Random } from '@espresso/kernel';
import { waitBefore } from './backoff.ts';
import { eventStreamParser } from './parser.ts';

/** The server does not let this reader in, and will not a moment later either. */
export interface Refusal {
  readonly status: number;
  /** The reply, where it was JSON: a problem of RFC 9457. */
  readonly problem?: Json;
}

/** How a connection stands. */
export type FollowState =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  /** Lost; the next try comes after `inMs` milliseconds. */
  | { readonly state: 'waiting'; readonly inMs: number }
  | ({ readonly state: 'refused' } & Refusal)
  | { readonly state: 'stopped' };

export interface Following {
  /** The number of the last event that was seen: everything after it is told. From now on without one. */
  readonly after?: number;
  /** Sent with every request; a function is asked anew each time. */
  readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** Called with every message, in order, each once, and the number of its event. */
  readonly onUpdate: (message: Json, number: number) => void;
  /** Too much was missed to be told: fetch the state anew. Messages go on after this number. */
  readonly onReset?: (position: number) => void;
  readonly onState?: (state: FollowState) => void;
  readonly fetch?: typeof fetch;
  readonly random?: Random;
  /** A stream that says nothing for so long is dead, whatever the connection claims. Milliseconds. */
  readonly silenceMs?: number;
}

const RETRY_MS = 1_000;
/** Three heartbeats of the server. */
const SILENCE_MS = 45_000;
/** Statuses that may be another a moment later. */
const PASSING = new Set([408, 425, 429]);

/**
 * Follows a stream, and comes back by itself from where it was whenever the connection is lost.
 * Resolves when it was stopped, or with the refusal that ended it; never rejects for what the network does.
 */
export const follow = async (url: string | URL, options: Following): Promise<Refusal | undefined> => {
  const { signal, random = secureRandom, onState } = options;
  const seen: Seen = { number: options.after, retryMs: RETRY_MS };
  let failures = 0;
  while (!isAborted(signal)) {
    onState?.({ state: 'connecting' });
    const before = seen.number;
    const ended = await connection(url, options, seen);
    if (ended.type === 'refused') {
      onState?.({ state: 'refused', ...ended.refusal });
      return ended.refusal;
    }
    // A connection that brought something was a good one: the next failure is a first one again.
    failures = ended.type === 'ended' || seen.number !== before ? 0 : failures + 1;
    if (isAborted(signal)) break;
    const inMs = waitBefore(failures, seen.retryMs, random);
    onState?.({ state: 'waiting', inMs });
    await pause(inMs, signal);
  }
  onState?.({ state: 'stopped' });
  return undefined;
};

/** The signal comes from outside, between two looks at it. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** What is remembered from one connection to the next. */
interface Seen {
  number: number | undefined;
  retryMs: number;
}

type Ended = { readonly type: 'ended' | 'failed' } | { readonly type: 'refused'; readonly refusal: Refusal };

/** One connection, to its end. */
const connection = async (url: string | URL, options: Following, seen: Seen): Promise<Ended> => {
  const { headers = {}, signal, fetch: send = fetch, onState } = options;
  const silence = watchSilence(options.silenceMs ?? SILENCE_MS);
  try {
    const response = await send(url, {
      headers: {
        Accept: 'text/event-stream',
        ...(typeof headers === 'function' ? headers() : headers),
        ...(seen.number !== undefined && { 'Last-Event-ID': String(seen.number) }),
      },
      cache: 'no-store',
      signal: signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok) return await refusalOf(response);
    onState?.({ state: 'open' });
    await read(response, options, seen, silence.heard);
    return { type: 'ended' };
  } catch (error) {
    // What a listener throws is the caller's own; everything else is the network's.
    if (error instanceof ListenerFailed) throw error.cause;
    return { type: 'failed' };
  } finally {
    silence.stop();
  }
};

class ListenerFailed extends Error {}

const read = async (response: Response, options: Following, seen: Seen, heard: () => void): Promise<void> => {
  const { onUpdate, onReset } = options;
  const told = (call: () => void): void => {
    try {
      call();
    } catch (cause) {
      throw new ListenerFailed('a listener failed', { cause });
    }
  };
  const take = eventStreamParser({
    onEvent: ({ type, data }, id) => {
      const number = Number(id);
      if (type === 'reset') told(() => onReset?.(number));
      // A message that was told before, by a server that sends one twice, is told once.
      else if (type === 'message' && (seen.number === undefined || number > seen.number))
        told(() => onUpdate(parseJson(data), number));
      else return;
      seen.number = number;
    },
    onId: (id) => {
      if (/^[0-9]+$/.test(id)) seen.number = Number(id);
    },
    onRetry: (retryMs) => {
      seen.retryMs = retryMs;
    },
  });
  const text = new TextDecoder();
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
    heard();
    take(text.decode(piece.value, { stream: true }));
  }
};

const refusalOf = async (response: Response): Promise<Ended> => {
  const { status } = response;
  const text = await response.text();
  if (status >= 500 || PASSING.has(status)) return { type: 'failed' };
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return { type: 'refused', refusal: { status, ...(isJson && { problem: parseJson(text) }) } };
};

/** A signal that fires when nothing was heard for so long. */
const watchSilence = (silenceMs: number) => {
  const controller = new AbortController();
  const fire = () => controller.abort(new Error('the stream fell silent'));
  let timer = setTimeout(fire, silenceMs);
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(fire, silenceMs);
    },
    stop: () => clearTimeout(timer),
  };
};

/** Waits, or not as long if the signal comes. */
const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
