import type { Host } from '@espresso/host';
import type { Clock, Ids, JsonObject } from '@espresso/kernel';

/** What every operation can use. */
export interface Surroundings {
  readonly host: Host;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Waits, in milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** One call of an operation. */
export interface Call extends Surroundings {
  /** Ends when the caller has gone. */
  readonly signal: AbortSignal;
  /** The address the caller used, without a slash at its end: for URLs in answers. */
  readonly address: string;
}

/** One operation of a service: its input is what the protocol carried, its answer is what it carries back. */
export type Operation = (call: Call, input: JsonObject) => Promise<JsonObject>;

/** A service: its operations by name, and how it speaks. */
export interface Service {
  /** What stands before the operation's name in X-Amz-Target. */
  readonly target: string;
  readonly json: '1.0' | '1.1';
  /** What stands before an error's name. */
  readonly errorNamespace: string;
  /** Whether answers carry a checksum. */
  readonly checksum: boolean;
  readonly operations: Readonly<Record<string, Operation>>;
}
