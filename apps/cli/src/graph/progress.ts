import type { JsonObject } from '@espresso/kernel';

/** Why an execution stands still: for whom or what, since when and until when, in milliseconds since 1970. */
export interface Waiting {
  readonly state: string;
  readonly waitsFor: string;
  readonly sinceMs?: number;
  readonly untilMs?: number;
}

/** How far an order has come in its workflow. */
export interface Progress {
  readonly title: string;
  readonly status: string;
  /** An Amazon States Language document. */
  readonly definition: JsonObject;
  /** Every state it was ever in. */
  readonly entered: ReadonlySet<string>;
  /** Those it is in now. */
  readonly current: ReadonlySet<string>;
  /** Where it failed. */
  readonly failed?: string;
  readonly waits: readonly Waiting[];
}
