import { EspressoError, type Clock } from '@espresso/kernel';
import type { Alarm } from '../alarm.ts';
import type { LoggedEvent } from '../bus/logged-event.ts';
import { jsonSpace } from '../store/json-space.ts';
import type { LogQuery, Store } from '../store/store.ts';
import { dueTimers, earliestSet, nextDueMs, type Timer } from '../timers.ts';
import { Commit } from './commit.ts';
import { Committed } from './committed.ts';
import { JobQueue } from './job-queue.ts';
import type { Cause } from './cause.ts';
import { Unit, type Surroundings } from './unit.ts';

/** A piece of work that waits for its commit. */
interface Job {
  readonly run: (commit: Commit) => Promise<void>;
  /** Told that the loop ended before it got to this job. */
  readonly failed: (error: Error) => void;
}

/** The host is stopping or has stopped; another one, or the same after its restart, can take the command. */
export class HostStopped extends EspressoError {
  constructor() {
    super('this host has stopped', { retryable: true });
  }
}

export interface WorkLoopOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly alarm: Alarm;
  /** Routes one event to its targets, in the commit it became part of or a later one. Never throws. */
  readonly route: (commit: Commit, event: LoggedEvent) => Promise<void>;
  /** Does what a timer that is due asks for, and takes it. Never throws. */
  readonly fire: (commit: Commit, timer: Timer, dueMs: number) => Promise<void>;
  /** Told of every commit's events, once they are durable. */
  readonly committed: (events: readonly LoggedEvent[]) => void;
  /** The store cannot be written: nothing more can be promised, the process should end. */
  readonly broken: (error: unknown) => void;
  readonly jobsMax: number;
}

/** How much one commit takes on: enough to share a flush among many, little enough that nobody waits long. */
const STEPS_PER_COMMIT_MAX = 200;
const TIMERS_PER_COMMIT_MAX = 100;
const LOADED_AT_ONCE_MAX = 1_000;

const progress = jsonSpace<number>('progress');
const ROUTED = 'routed';

/**
 * The one loop in which everything that changes anything happens: events not yet routed first (so that a command's whole
 * wake is in its own commit), then timers, then commands, until there is nothing left or the commit is full; then one flush.
 */
export class WorkLoop {
  readonly #options: WorkLoopOptions;
  readonly #committed: Committed;
  readonly #jobs: JobQueue<Job>;
  readonly #unrouted = new JobQueue<LoggedEvent>(Infinity);
  #routedTo: number;
  #lastNumber: number;
  #committedNumber: number;
  #nextDueMs: number | undefined;
  #running: Promise<void> | undefined;
  /** The commit on its way to the disk. */
  #flushing: Commit | undefined;
  #state: 'open' | 'stopped' | 'broken' = 'open';
  #brokenBy: Error = new HostStopped();

  constructor(options: WorkLoopOptions) {
    this.#options = options;
    this.#committed = new Committed(options.store);
    this.#jobs = new JobQueue(options.jobsMax);
    this.#lastNumber = options.store.lastEventNumber();
    this.#committedNumber = this.#lastNumber;
    this.#routedTo = this.#committed.get(progress, ROUTED) ?? 0;
    this.#nextDueMs = nextDueMs(this.#committed);
    this.#loadUnrouted();
  }

  /** What was committed, to read from. */
  get committed(): Committed {
    return this.#committed;
  }

  /** The number of the newest event that is durable. */
  get committedNumber(): number {
    return this.#committedNumber;
  }

  get waiting(): number {
    return this.#jobs.size;
  }

  /** Events of the log in order, those on their way to the disk included. */
  events(query: Omit<LogQuery, 'reverse'>): readonly LoggedEvent[] {
    const durable = this.#options.store.events(query);
    const last = durable.at(-1)?.number ?? query.after ?? 0;
    const onTheirWay = this.#flushing?.events.filter((event) => event.number > last && isAsked(event, query)) ?? [];
    return [...durable, ...onTheirWay].slice(0, query.limit);
  }

  /** A unit of work over a commit in the making. */
  unit(commit: Commit, cause: Cause): Unit {
    return new Unit(commit.layer, this.#options.clock.now(), cause, this.#options.surroundings);
  }

  /**
   * Runs a piece of work in a commit that it shares with whatever else comes in before the loop gets to it: it runs units
   * of work, and has the commit take those that went well. Resolves when all of it is durable.
   * @throws TooBusy when too much is waiting already, HostStopped, and whatever the work throws
   */
  async perform<Result>(work: (commit: Commit) => Promise<Result>): Promise<Result> {
    if (this.#state !== 'open') throw new HostStopped();
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const run = async (commit: Commit): Promise<void> => {
      try {
        const result = await work(commit);
        commit.afterwards({
          done: () => {
            resolve(result);
          },
          failed: reject,
        });
      } catch (error) {
        // No unit of this work was taken: nothing of it happened.
        reject(asError(error));
      }
    };
    this.#jobs.push({ run, failed: reject });
    if (this.#running === undefined) setImmediate(() => void this.settle());
    return promise;
  }

  /** Works until nothing is left to do now. Resolves when everything done is durable. */
  settle(): Promise<void> {
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
      if (this.#jobs.size > 0 && this.#state === 'open') void this.settle();
    });
    return this.#running;
  }

  /** Finishes what was begun and begins nothing new. */
  async stop(): Promise<void> {
    await this.#running;
    this.#state = 'stopped';
    this.#options.alarm.clear();
    this.#refuseWaiting(new HostStopped());
  }

  /** Drops everything that is not durable, as a power cut would. */
  kill(): void {
    this.#state = 'stopped';
    this.#options.alarm.clear();
  }

  async #work(): Promise<void> {
    this.#flushing = undefined;
    let flushed: Promise<boolean> = Promise.resolve(true);
    while (this.#mayGoOn()) {
      const { store } = this.#options;
      const commit: Commit = new Commit(store, this.#committed, this.#lastNumber, this.#flushing);
      let steps = await this.#fill(commit, 0);
      // While the one before is on its way to the disk, more may have come in for this one.
      if (this.#flushing !== undefined) {
        if (!(await flushed)) {
          commit.fail(this.#brokenBy);
          break;
        }
        commit.standOnCommitted();
        this.#flushing = undefined;
        steps = await this.#fill(commit, steps);
      }
      if (steps === 0) break;
      if (!this.#mayGoOn()) break;
      this.#flushing = commit;
      flushed = this.#flush(commit);
    }
    await flushed;
    this.#setAlarm();
  }

  async #fill(commit: Commit, done: number): Promise<number> {
    let steps = done === 0 ? await this.#fireTimers(commit) : done;
    while (steps < STEPS_PER_COMMIT_MAX) {
      this.#collect(commit);
      const event = this.#unrouted.shift();
      const job = event === undefined ? this.#jobs.shift() : undefined;
      if (event !== undefined) {
        await this.#options.route(commit, event);
        this.#routedTo = event.number;
      } else if (job !== undefined) {
        await job.run(commit);
      } else {
        break;
      }
      steps++;
    }
    this.#collect(commit);
    if (commit.store.get(progress, ROUTED) !== this.#routedTo && steps > 0)
      commit.store.put(progress, ROUTED, this.#routedTo);
    this.#mindTimers(commit);
    return steps;
  }

  async #fireTimers(commit: Commit): Promise<number> {
    if (this.#nextDueMs === undefined || this.#nextDueMs > this.#options.clock.now()) return 0;
    const due = dueTimers(commit.store, this.#options.clock.now(), TIMERS_PER_COMMIT_MAX);
    for (const { timer, dueMs } of due) await this.#options.fire(commit, timer, dueMs);
    this.#nextDueMs = nextDueMs(commit.layer);
    return due.length;
  }

  /**
   * A timer that was set may be the next one. One that was cleared may have been: then the loop looks in vain when that
   * would have been due, which costs less than finding the next one after every commit.
   */
  #mindTimers(commit: Commit): void {
    const earliest = earliestSet(commit.layer);
    if (earliest !== undefined && (this.#nextDueMs === undefined || earliest < this.#nextDueMs))
      this.#nextDueMs = earliest;
  }

  /** Queues the events that became part of the commit since the last look. */
  #collect(commit: Commit): void {
    if (commit.lastNumber === this.#lastNumber) return;
    for (const event of commit.eventsFrom(this.#lastNumber + 1)) this.#unrouted.push(event);
    this.#lastNumber = commit.lastNumber;
  }

  #refuseWaiting(error: Error): void {
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) job.failed(error);
  }

  /** A loop that was stopped or killed in mid-work begins and flushes nothing more. */
  #mayGoOn(): boolean {
    return this.#state === 'open';
  }

  /** @returns whether the loop may go on: not, once the store cannot be written */
  async #flush(commit: Commit): Promise<boolean> {
    try {
      await commit.flush();
    } catch (cause) {
      const error = asError(cause);
      this.#state = 'broken';
      this.#brokenBy = error;
      commit.fail(error);
      this.#refuseWaiting(error);
      this.#options.broken(error);
      return false;
    }
    this.#committedNumber = commit.lastNumber;
    commit.acknowledge();
    if (commit.events.length > 0) this.#options.committed(commit.events);
    return true;
  }

  /** After a start: what the log has that was never routed. Never more than a commit's worth, however it ended. */
  #loadUnrouted(): void {
    let last = this.#routedTo;
    while (last < this.#lastNumber) {
      const events = this.#options.store.events({ after: last, limit: LOADED_AT_ONCE_MAX });
      for (const event of events) this.#unrouted.push(event);
      last = events.at(-1)?.number ?? this.#lastNumber;
    }
  }

  #setAlarm(): void {
    const dueMs = this.#nextDueMs;
    if (dueMs === undefined || this.#state !== 'open') this.#options.alarm.clear();
    else this.#options.alarm.set(dueMs - this.#options.clock.now(), () => void this.settle());
  }
}

const isAsked = (
  event: LoggedEvent,
  { before = Infinity, fromMs = -Infinity, toMs = Infinity, correlationId }: LogQuery,
): boolean =>
  event.number < before &&
  event.atMs >= fromMs &&
  event.atMs < toMs &&
  (correlationId === undefined || event.correlationId === correlationId);

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
