import type { Json, JsonObject } from '@espresso/kernel';

/** What a request came to. A "no" is a value: its `reason` is the stable word of the problem's type. */
export type Outcome<T> =
  | {
      readonly ok: true;
      readonly reply: T;
      /** The number of the last event the reply knows of: follow from here and nothing is missed. */
      readonly position?: number;
      /** The server's clock when it answered, to the second. */
      readonly serverMs?: number;
    }
  | Refused;

export interface Refused {
  readonly ok: false;
  /** A word such as `code-spent`; `offline` where nobody answered, `stopped` where the caller gave up. */
  readonly reason: string;
  /** 0 where there was no reply at all. */
  readonly status: number;
  /** The sentence for the person, where the server had one. */
  readonly detail?: string;
  /** Whatever else the problem says (RFC 9457, extension members). */
  readonly data: JsonObject;
}

/** The reason in a problem's type: `/problems/code-spent` is `code-spent`. */
export const reasonIn = (type: Json | undefined, status: number): string =>
  (typeof type === 'string' ? /\/problems\/([a-z0-9-]+)$/.exec(type)?.[1] : undefined) ?? `status-${status}`;
