import type { KeyValues } from '@espresso/tables';
import { jsonSpace, keyOf, sortable } from '../store/json-space.ts';
import type { View } from './layer.ts';

/** A command that may be sent twice: the same key from the same sender is the same command. */
export interface Idempotency {
  /** Who sends: keys of different senders never meet. */
  readonly scope: string;
  readonly key: string;
  /** What was asked, as text: the same key with another wish is a mistake, not a repetition. */
  readonly fingerprint: string;
}

/** What a command answered the first time. */
interface Remembered {
  readonly fingerprint: string;
  readonly reply: unknown;
  readonly untilMs: number;
}

/** Long enough for every retry of a phone that was in a pocket all day. */
const REMEMBERED_MS = 24 * 3_600_000;

const replies = jsonSpace<Remembered>('idempotency');
const expiries = jsonSpace<string>('idempotency-expiry');

const keyFor = ({ scope, key }: Idempotency): string => keyOf(scope, key);

export type Recalled =
  { readonly type: 'new' } | { readonly type: 'repeated'; readonly reply: unknown } | { readonly type: 'mistaken' };

/** Whether this command was accepted before, and what it answered. */
export const recall = (store: View, idempotency: Idempotency): Recalled => {
  const known = store.get(replies, keyFor(idempotency));
  if (known === undefined) return { type: 'new' };
  return known.fingerprint === idempotency.fingerprint
    ? { type: 'repeated', reply: known.reply }
    : { type: 'mistaken' };
};

/** Remembers the reply, in the commit that made it true. */
export const remember = (store: KeyValues, idempotency: Idempotency, reply: unknown, nowMs: number): void => {
  const key = keyFor(idempotency);
  const untilMs = nowMs + REMEMBERED_MS;
  store.put(replies, key, { fingerprint: idempotency.fingerprint, reply: reply ?? null, untilMs });
  store.put(expiries, keyOf(sortable(untilMs), key), key);
};

/** Forgets replies nobody can be waiting for any more. */
export const forgetReplies = (store: KeyValues, nowMs: number, limit: number): void => {
  for (const [expiry, key] of [...store.range(expiries, { to: sortable(nowMs), limit })]) {
    store.delete(expiries, expiry);
    store.delete(replies, key);
  }
};
