/** How much the hub takes on. */
export interface LiveLimits {
  /** Readers at once, of all callers together. */
  readonly readersMax: number;
  /** What a reader may leave unread before it is dropped, in bytes. */
  readonly unreadBytesMax: number;
  /** How many events behind a reader may be and still be told all of them. */
  readonly behindMax: number;
  /** Events read from the log at once, for a reader that catches up. */
  readonly pageEvents: number;
  /** How often readers hear from the hub though nothing happens, in milliseconds. */
  readonly heartbeatMs: number;
  /** How long a reader that catches up may take to read one page, in milliseconds. */
  readonly drainMs: number;
}

export const defaultLimits: LiveLimits = {
  readersMax: 5_000,
  unreadBytesMax: 1_000_000,
  behindMax: 20_000,
  pageEvents: 500,
  heartbeatMs: 15_000,
  drainMs: 30_000,
};
