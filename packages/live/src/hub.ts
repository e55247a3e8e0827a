import { catchUp } from './catch-up.ts';
import { eventFrame, positionFrame, retryFrame } from './frames.ts';
import { defaultLimits, type LiveLimits } from './limits.ts';
import type { Log, NumberedEvent, Update } from './log.ts';
import type { Opened, Reader, Reading, Refused } from './reader.ts';
import { Readers } from './readers.ts';

export interface LiveHubOptions<Event extends NumberedEvent, Message> {
  readonly log: Log<Event>;
  /** What an event tells, and where. Pure: the same event always gives the same updates. */
  readonly updatesFor: (event: Event) => readonly Update<Message>[];
  readonly limits?: Partial<LiveLimits>;
  /** Told of an event that could not be told to its readers; they go on with the next one. */
  readonly onFault?: (error: unknown) => void;
}

const RETRY_MS = 1_000;

/**
 * Tells readers what happens, from where they left off. Invariants:
 * L1. A reader is told the messages of its channel in the order of their events, each once: its position only grows, and
 *     an event at or below it is never told.
 * L2. Between the last event it was told from the log and the first one it was told live there is none: it goes live in the
 *     same turn in which its position reached the hub's.
 * L3. Nobody waits for a reader: what it leaves unread is bounded, and beyond that it is dropped.
 */
export class LiveHub<Event extends NumberedEvent, Message> {
  readonly #options: LiveHubOptions<Event, Message>;
  readonly #limits: LiveLimits;
  readonly #readers = new Readers<Message>();
  readonly #stop: (() => void)[];
  /** The number of the last event that was told to live readers. */
  #position: number;
  #open = true;

  constructor(options: LiveHubOptions<Event, Message>) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#position = options.log.lastEventNumber;
    const heart = setInterval(() => void this.beat(), this.#limits.heartbeatMs);
    heart.unref();
    this.#stop = [options.log.onCommit((events) => this.#tell(events)), () => clearInterval(heart)];
  }

  /** How many readers there are now. */
  get readers(): number {
    return this.#readers.size;
  }

  /** Why this holder's next reader would not be let in; undefined where it would: to be asked while another reply is possible. */
  refuses(holder: Reading<Message>['holder']): Refused | undefined {
    if (!this.#open || this.#readers.size >= this.#limits.readersMax) return 'too-many-readers';
    if (holder !== undefined && this.#readers.ofHolder(holder.key) >= holder.readersMax) return 'too-many-of-yours';
    return undefined;
  }

  /** Lets a reader in: first what it missed, then what happens. */
  open(reading: Reading<Message>): Opened {
    const reason = this.refuses(reading.holder);
    if (reason !== undefined) return { opened: false, reason };
    const reader: Reader<Message> = { reading, state: 'catching-up', position: reading.after ?? this.#position };
    this.#readers.add(reader);
    reading.sink.onGone(() => this.#readers.remove(reader));
    reading.sink.write(retryFrame(RETRY_MS));
    const { log, updatesFor } = this.#options;
    catchUp({ log, updatesFor, limits: this.#limits, position: () => this.#position }, reader).then(
      (caughtUp) => {
        if (!caughtUp) this.#drop(reader);
      },
      (error: unknown) => {
        this.#options.onFault?.(error);
        this.#drop(reader);
      },
    );
    return { opened: true, close: () => this.#end(reader) };
  }

  /** A sign of life to everybody, and a look at whether they may still read. */
  async beat(): Promise<void> {
    const readers = [...this.#readers.all()];
    for (const reader of readers) if (reader.state === 'live') this.#write(reader, positionFrame(this.#position));
    await this.recheck(readers);
  }

  /** Ends the streams of those who may not read any more. */
  async recheck(readers: Iterable<Reader<Message>> = [...this.#readers.all()]): Promise<void> {
    await Promise.all(
      Array.from(readers, async (reader) => {
        const allowed = await (reader.reading.mayStillRead?.() ?? true);
        if (!allowed) this.#end(reader);
      }),
    );
  }

  /** Ends every stream and lets nobody in any more: they come back, to whoever is there then. */
  close(): void {
    this.#open = false;
    for (const stop of this.#stop) stop();
    for (const reader of [...this.#readers.all()]) this.#end(reader);
  }

  #tell(events: readonly Event[]): void {
    for (const event of events) {
      this.#position = event.number;
      if (!this.#readers.any) continue;
      try {
        for (const update of this.#options.updatesFor(event)) this.#tellChannel(event, update);
      } catch (error) {
        // The commit this is told of has happened; whoever made it must not fail for a reader's sake.
        this.#options.onFault?.(error);
      }
    }
  }

  #tellChannel(event: Event, { channel, message }: Update<Message>): void {
    const readers = this.#readers.on(channel);
    if (readers === undefined) return;
    // Written once, whoever reads it.
    let frame: string | undefined;
    for (const reader of readers) {
      if (reader.state !== 'live' || event.number <= reader.position) continue;
      if (reader.reading.accepts?.(message) === false) continue;
      frame ??= eventFrame(event.number, JSON.stringify(message));
      reader.position = event.number;
      this.#write(reader, frame);
    }
  }

  #write(reader: Reader<Message>, frame: string): void {
    const { sink } = reader.reading;
    // L3. What it has not read yet is its own affair, up to here.
    if (sink.unreadBytes > this.#limits.unreadBytesMax) this.#drop(reader);
    else sink.write(frame);
  }

  #end(reader: Reader<Message>): void {
    this.#readers.remove(reader);
    reader.reading.sink.end();
  }

  #drop(reader: Reader<Message>): void {
    this.#readers.remove(reader);
    reader.reading.sink.drop();
  }
}
