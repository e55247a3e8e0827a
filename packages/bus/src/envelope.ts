import type { JsonObject } from '@espresso/kernel';

/** An event as the bus carries it: the fields every EventBridge event has, under their own names. */
export interface EventEnvelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  /** Twelve digits. */
  readonly account: string;
  /** ISO 8601 in UTC, to the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
  /** The name of the replay that brought the event back; absent on an event delivered for the first time. */
  readonly 'replay-name'?: string;
}
