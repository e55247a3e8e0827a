import type { Envelope } from '@espresso/contract';

/** An event in the log: numbered in the order in which it was committed. */
export interface LoggedEvent {
  /** 1, 2, 3 … without a gap: the archive's order, and the id of live updates. */
  readonly number: number;
  readonly bus: string;
  /** When it happened, in milliseconds since 1970. */
  readonly atMs: number;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly envelope: Envelope;
}
