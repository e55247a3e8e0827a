import { EspressoError, parseJson, type Json } from '@espresso/kernel';
import { pause, type ServerProcess } from './server-process.ts';

/** What the bar answered: a reply, or a problem that stays one. */
export type Answer =
  | { readonly type: 'reply'; readonly body: Json }
  | { readonly type: 'problem'; readonly status: number; readonly body: Json };

export interface Asked {
  readonly token?: string;
  readonly body?: unknown;
  /** The same for every try at the same thing. */
  readonly key?: string;
}

/** The bar did not answer for so long that nobody would wait, or answered what nobody should hear. */
export class NoAnswer extends EspressoError {
  readonly asked: string;

  constructor(asked: string) {
    super(`no good answer to ${asked}`);
    this.asked = asked;
  }
}

const AGAIN_MS = 50;
const TRIES_MAX = 600;

/** Asks the bar over HTTP, and asks the same again for as long as nothing, or "try again", is heard. */
export const ask = async (bar: ServerProcess, method: string, path: string, asked: Asked = {}): Promise<Answer> => {
  const { body, key } = asked;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    // A restart ends the operator's session and begins another one.
    const token = asked.token ?? bar.operatorToken;
    const heard = await tryOnce(`${bar.url}${path}`, {
      method,
      headers: {
        ...(token !== '' && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const isOvertaken = heard?.status === 401 && asked.token === undefined;
    if (heard !== undefined && !isOvertaken && !passes.has(heard.status)) {
      const { status, text } = heard;
      const answer = text === '' ? null : parseJson(text);
      // Bad requests and faults are no part of a bar's day: what is refused there is refused with a reason.
      if (status === 400 || status === 401 || status === 422 || status >= 500)
        throw new NoAnswer(`${method} ${path}: ${text}`);
      return status < 400 ? { type: 'reply', body: answer } : { type: 'problem', status, body: answer };
    }
    await pause(AGAIN_MS);
  }
  throw new NoAnswer(`${method} ${path}`);
};

/** Problems that pass by themselves. */
const passes: ReadonlySet<number> = new Set([429, 503]);

/** Half an answer is none: the process may end while it speaks. */
const tryOnce = async (url: string, init: RequestInit) => {
  try {
    const response = await fetch(url, init);
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
};
