import type { JsonObject } from '@espresso/kernel';

/** An event as the bus carries it: EventBridge's envelope. */
export interface Envelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
  readonly 'replay-name'?: string;
}
