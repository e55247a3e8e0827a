/** Why a unit of work runs: the conversation it is part of, and the event that directly caused it. */
export interface Cause {
  readonly correlationId?: string;
  readonly causationId?: string;
}
