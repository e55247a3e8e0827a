import { Lru, type Clock } from '@espresso/kernel';

/** How much of something one key may have. */
export interface Allowance {
  /** How fast a bucket fills, in tokens a second. */
  readonly perSecond: number;
  /** How much a full bucket holds: what may come at once. */
  readonly burst: number;
}

/** Whether there was a token left; if not, when there will be. */
export type Taken = { readonly taken: true } | { readonly taken: false; readonly retryAfterSeconds: number };

interface Bucket {
  tokens: number;
  atMs: number;
}

const KEYS_MAX = 50_000;
const taken: Taken = { taken: true };

/** Token buckets by key. A key that was not seen for long is forgotten, with a full bucket. */
export class TokenBuckets {
  readonly #allowance: Allowance;
  readonly #clock: Clock;
  readonly #buckets: Lru<string, Bucket>;

  constructor(allowance: Allowance, clock: Clock, keysMax = KEYS_MAX) {
    this.#allowance = allowance;
    this.#clock = clock;
    this.#buckets = new Lru(keysMax);
  }

  /** Takes a token from the key's bucket, if there is one. */
  take(key: string): Taken {
    const { perSecond, burst } = this.#allowance;
    const nowMs = this.#clock.now();
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      this.#buckets.set(key, { tokens: burst - 1, atMs: nowMs });
      return taken;
    }
    // A clock that was set back fills nothing, and takes nothing away.
    const sinceMs = Math.max(0, nowMs - bucket.atMs);
    bucket.tokens = Math.min(burst, bucket.tokens + (sinceMs / 1_000) * perSecond);
    bucket.atMs = nowMs;
    if (bucket.tokens < 1) return { taken: false, retryAfterSeconds: Math.ceil((1 - bucket.tokens) / perSecond) };
    bucket.tokens--;
    return taken;
  }
}
