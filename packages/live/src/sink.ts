/** Where a reader's frames go: the hub's only view of a connection. */
export interface Sink {
  /** Hands on text at once. */
  write(text: string): void;
  /** How much was handed on and not taken yet, in bytes. */
  readonly unreadBytes: number;
  /** Resolves when everything handed on was taken: true; false when it was not within `waitMs`, or never will be. */
  drained(waitMs: number): Promise<boolean>;
  /** Ends politely: what was written still arrives. */
  end(): void;
  /** Drops the connection with what was not taken. */
  drop(): void;
  /** Calls back once when the other side is gone, or is gone already. */
  onGone(listener: () => void): void;
}
