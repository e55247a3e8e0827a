import type { Sink } from './sink.ts';

/** What somebody wants to follow. */
export interface Reading<Message> {
  readonly channel: string;
  /** Of the channel's messages only those that this accepts. */
  readonly accepts?: (message: Message) => boolean;
  /** Only of events of this conversation: what was missed is found by the log's own index then. */
  readonly correlationId?: string;
  /** The number of the last event that was seen; from now on without one. */
  readonly after?: number;
  readonly sink: Sink;
  /** Whose reader it is, and how many of theirs there may be at once. */
  readonly holder?: { readonly key: string; readonly readersMax: number };
  /** Asked again with every heartbeat: the stream ends when the answer is no. */
  readonly mayStillRead?: () => Promise<boolean>;
}

/** Why a reader was not let in. */
export type Refused = 'too-many-readers' | 'too-many-of-yours';

/** Whether a reader was let in. */
export type Opened =
  { readonly opened: true; readonly close: () => void } | { readonly opened: false; readonly reason: Refused };

/**
 * One reader. It is `catching-up` while it is told from the log what it missed, `live` while commits reach it directly,
 * `closed` for good. `position` is the number of the last event it was told of or did not need to be.
 */
export interface Reader<Message> {
  readonly reading: Reading<Message>;
  state: 'catching-up' | 'live' | 'closed';
  position: number;
}
