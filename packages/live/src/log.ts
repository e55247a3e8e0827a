/** An event of a log: numbered 1, 2, 3 … in the order in which it became durable. */
export interface NumberedEvent {
  readonly number: number;
}

/** The log that is followed. */
export interface Log<Event extends NumberedEvent> {
  readonly lastEventNumber: number;
  /** Events above `after` and below `before`, oldest first. */
  events(query: {
    readonly after: number;
    readonly before: number;
    readonly limit: number;
    readonly correlationId?: string;
  }): readonly Event[];
  /** Calls `listener` with the events of every commit, in order. @returns how to stop that */
  onCommit(listener: (events: readonly Event[]) => void): () => void;
}

/** A message for a channel. An event has at most one for each. */
export interface Update<Message> {
  readonly channel: string;
  readonly message: Message;
}
