import { createHash } from 'node:crypto';
import { EspressoError, type Clock } from '@espresso/kernel';
import { encrypt, type Subscription } from './encrypt.ts';
import { vapidHeader, type PushKeys } from './vapid.ts';

/** A push service did not take a message; `retryable` says whether it may later. */
export class PushRefused extends EspressoError {
  override readonly retryable: boolean;

  constructor(host: string, status: number, said: string) {
    super(`the push service ${host} answered ${String(status)}: ${said}`);
    this.retryable = status === 429 || status >= 500;
  }
}

export interface PushMessage {
  readonly text: string;
  /** Messages of one topic replace each other as long as they have not arrived. */
  readonly topic: string;
  /** How long it is worth delivering. */
  readonly goodForSeconds: number;
}

/** Sends to a browser. `gone` says that it listens no more, and never will under this address. */
export type Push = (to: Subscription, message: PushMessage) => Promise<'sent' | 'gone'>;

const WITHIN_MS = 10_000;
const SAID_CHARACTERS_MAX = 200;

/**
 * Sends push messages as this server.
 * @param surroundings.contact where its operator is reached: a `mailto:` or `https:` address
 */
export const pushTo =
  ({
    keys,
    contact,
    clock,
    bytes,
    fetch: send = fetch,
  }: {
    readonly keys: PushKeys;
    readonly contact: string;
    readonly clock: Clock;
    readonly bytes: (count: number) => Uint8Array;
    readonly fetch?: typeof fetch;
  }): Push =>
  async (to, { text, topic, goodForSeconds }) => {
    const response = await send(to.endpoint, {
      method: 'POST',
      headers: {
        Authorization: vapidHeader(keys, { endpoint: to.endpoint, contact, nowMs: clock.now() }),
        'Content-Encoding': 'aes128gcm',
        'Content-Type': 'application/octet-stream',
        TTL: String(Math.max(0, Math.floor(goodForSeconds))),
        Urgency: 'high',
        // At most 32 characters of the base64url alphabet (RFC 8030, 5.4).
        Topic: createHash('sha256').update(topic).digest('base64url').slice(0, 32),
      },
      body: new Uint8Array(encrypt(text, to, bytes)),
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    const said = (await response.text()).slice(0, SAID_CHARACTERS_MAX);
    if (response.ok) return 'sent';
    if (response.status === 404 || response.status === 410) return 'gone';
    throw new PushRefused(new URL(to.endpoint).host, response.status, said);
  };
