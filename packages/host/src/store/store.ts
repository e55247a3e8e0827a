import type { KeyRange } from '@espresso/tables';
import type { LoggedEvent } from '../bus/logged-event.ts';

/** What one commit changes: all of it or nothing. */
export interface Changes {
  /** By space, then by key: the new text, or null where the key goes. */
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
  /** Events to append, in order; their numbers go on from the last one without a gap. */
  readonly events: readonly LoggedEvent[];
  /** Events older than this instant may go, at most so many of them; the newest event always stays. */
  readonly forget?: { readonly beforeMs: number; readonly limit: number };
}

/** Which part of the log. */
export interface LogQuery {
  /** Only events with a number above this. */
  readonly after?: number;
  /** Only events with a number below this. */
  readonly before?: number;
  /** Only events at or after this instant, in milliseconds since 1970. */
  readonly fromMs?: number;
  /** Only events before this instant. */
  readonly toMs?: number;
  readonly correlationId?: string;
  readonly limit: number;
  /** Newest first. */
  readonly reverse?: boolean;
}

/**
 * Where everything durable lives: named, ordered maps of texts, and the log of events. Whoever holds a store is alone
 * with it. Two homes: SQLite, and memory for tests and the simulation.
 */
export interface Store {
  get(space: string, key: string): string | undefined;
  range(space: string, range: KeyRange): Iterable<readonly [key: string, text: string]>;
  /** The number of the newest event; 0 while there is none. */
  lastEventNumber(): number;
  events(query: LogQuery): readonly LoggedEvent[];
  eventById(id: string): LoggedEvent | undefined;
  /**
   * Durable when it resolves: a power cut after that loses nothing of it. Reads see it from then on at the latest. One
   * commit at a time.
   */
  commit(changes: Changes): Promise<void>;
  /** What the store holds, for people: bytes on disk, and how often it was flushed since it was opened. */
  figures(): { readonly bytes: number; readonly flushes: number; readonly events: number };
  /** A copy of everything, as one file, while work goes on. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
