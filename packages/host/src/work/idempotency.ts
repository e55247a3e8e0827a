import { accept, refuse, type Outcome, type Refused } from '@espresso/contract';
import { isJsonObject, parseJson, toJson } from '@espresso/kernel';
import type { KeyValues } from '@espresso/tables';
import { createHash } from 'node:crypto';
import { jsonSpace, keyOf, sortable } from '../store/json-space.ts';
import type { View } from './layer.ts';
import { openSealed, seal } from './sealed.ts';

/** A command that may be sent twice: the same key from the same sender is the same command. */
export interface Idempotency {
  /** Who sends: keys of different senders never meet. */
  readonly scope: string;
  readonly key: string;
  /** What was asked, as text: the same key with another wish is a mistake, not a repetition. */
  readonly fingerprint: string;
  /** The reply holds a secret: it is kept so that only who has the key can read it, which takes a key nobody guesses. */
  readonly isSecret?: boolean;
}

/** What a command answered the first time. */
interface Remembered {
  readonly fingerprint?: string;
  /** What it replied; absent where it was refused, or where the reply is sealed. */
  readonly reply?: unknown;
  readonly refused?: Refused<string>;
  /** The reply as text, under a key made of the idempotency key and the fingerprint. */
  readonly sealed?: string;
  readonly untilMs: number;
}

/** Long enough for every retry of a phone that was in a pocket all day. */
const REMEMBERED_MS = 24 * 3_600_000;

const replies = jsonSpace<Remembered>('idempotency');
const expiries = jsonSpace<string>('idempotency-expiry');

/** What opens a sealed reply must not lie beside it: of such a key only the hash is kept. */
const keyFor = ({ scope, key, isSecret = false }: Idempotency): string =>
  isSecret ? keyOf('sealed', createHash('sha256').update(keyOf(scope, key)).digest('base64url')) : keyOf(scope, key);

export type Recalled =
  | { readonly type: 'new' }
  | { readonly type: 'repeated'; readonly outcome: Outcome<unknown> }
  | { readonly type: 'mistaken' };

/** Whether this command was answered before, and what. */
export const recall = (store: View, idempotency: Idempotency): Recalled => {
  const known = store.get(replies, keyFor(idempotency));
  if (known === undefined) return { type: 'new' };
  if (known.sealed !== undefined) return unsealed(known.sealed, known.untilMs, idempotency);
  if (known.fingerprint !== idempotency.fingerprint) return { type: 'mistaken' };
  return { type: 'repeated', outcome: known.refused ?? accept({ reply: known.reply }) };
};

/** Only the same request under the same key opens it. */
const unsealed = (sealed: string, untilMs: number, idempotency: Idempotency): Recalled => {
  const text = openSealed(sealed, idempotency.key, contextOf(idempotency, untilMs));
  if (text === undefined) return { type: 'mistaken' };
  const { reply, refused } = asObject(text);
  if (!isJsonObject(refused)) return { type: 'repeated', outcome: accept({ reply }) };
  const { reason, detail, data } = refused;
  return {
    type: 'repeated',
    outcome: refuse(typeof reason === 'string' ? reason : '', {
      ...(typeof detail === 'string' && { detail }),
      ...(isJsonObject(data) && { data }),
    }),
  };
};

/** What a reply is sealed for: this request, this time. */
const contextOf = ({ scope, fingerprint }: Idempotency, untilMs: number): string =>
  keyOf(scope, fingerprint, String(untilMs));

const asObject = (text: string) => {
  const json = parseJson(text);
  return isJsonObject(json) ? json : {};
};

/** Remembers what was answered, in the commit that made it true. */
export const remember = (
  store: KeyValues,
  idempotency: Idempotency,
  outcome: Outcome<unknown>,
  nowMs: number,
): void => {
  const key = keyFor(idempotency);
  const untilMs = nowMs + REMEMBERED_MS;
  const answer = outcome.accepted
    ? { reply: outcome.reply ?? null }
    : { refused: { accepted: false as const, reason: outcome.reason, ...particularsOf(outcome) } };
  store.put(replies, key, { ...kept(idempotency, answer, untilMs), untilMs });
  store.put(expiries, keyOf(sortable(untilMs), key), key);
};

const particularsOf = ({ detail, data }: Refused<string>) => ({
  ...(detail !== undefined && { detail }),
  ...(data !== undefined && { data }),
});

const kept = (
  idempotency: Idempotency,
  answer: Pick<Remembered, 'reply' | 'refused'>,
  untilMs: number,
): Omit<Remembered, 'untilMs'> =>
  idempotency.isSecret === true
    ? { sealed: seal(JSON.stringify(toJson(answer)), idempotency.key, contextOf(idempotency, untilMs)) }
    : { fingerprint: idempotency.fingerprint, ...answer };

/** Forgets replies nobody can be waiting for any more. */
export const forgetReplies = (store: KeyValues, nowMs: number, limit: number): void => {
  for (const [expiry, key] of [...store.range(expiries, { to: sortable(nowMs), limit })]) {
    store.delete(expiries, expiry);
    store.delete(replies, key);
  }
};
