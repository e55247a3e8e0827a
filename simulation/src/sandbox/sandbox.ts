import { createHash } from 'node:crypto';
import type { Clock } from '@espresso/kernel';
import { Bar } from '../bar.ts';
import { contextsOfTheBar } from '../contexts.ts';
import { Course } from '../course.ts';
import { openDisk } from '../disk.ts';
import { Breach, invariants, type Invariant } from '../invariants.ts';
import { dayOf, type Day, type Faults, type SimulationOptions } from '../options.ts';
import { Referee, type Judge } from '../referee.ts';
import { lyingDisk, type Lie } from './lying-disk.ts';
import { Bell, Turns } from './turns.ts';

/** How a sandbox is lived: what may be changed while it is. */
export interface Knobs {
  readonly faults: Faults;
  /** Rules and functions that are switched off, by name. */
  readonly off: readonly string[];
  /** How many times faster than the clock on the wall; without one, as fast as the machine lets it. */
  readonly speed?: number | undefined;
  readonly isPaused: boolean;
}

/** Some of the knobs, as they shall be from now on. */
export type Change = Partial<Omit<Knobs, 'faults'>> & {
  readonly faults?: { readonly [Name in keyof Faults]?: number | undefined };
};

export type SandboxState = 'running' | 'paused' | 'over' | 'breached' | 'failed' | 'full';

/** An invariant that did not hold, and when. */
export interface FoundBreach {
  readonly invariant: Invariant;
  readonly found: string;
  readonly atMs: number;
  readonly event: number;
}

/** What a sandbox is at this moment. */
export interface SandboxView {
  readonly day: Omit<Day, 'faults'>;
  readonly knobs: Knobs;
  readonly state: SandboxState;
  readonly startMs: number;
  readonly nowMs: number;
  readonly closingMs: number;
  readonly events: number;
  readonly commits: number;
  readonly orders: number;
  readonly underWay: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly crashes: number;
  /** How often the invariants were looked at. */
  readonly looks: number;
  /** What has to hold, whatever happens, by its number. */
  readonly invariants: Readonly<Record<Invariant, string>>;
  readonly breach?: FoundBreach;
  /** Whether somebody sent an event by hand: what nobody really did has no law. */
  readonly isTampered: boolean;
  /** Whether somebody changed anything: only a day that is left alone is the same for the same seed. */
  readonly isTouched: boolean;
  /** SHA-256 of the whole log, once the day is over. */
  readonly hash?: string;
}

export interface SandboxOptions extends SimulationOptions {
  readonly speed?: number | undefined;
  readonly isPaused?: boolean;
}

/** As fast as possible, a sandbox works for so long, and then lets others work for at least as long. */
const WORKS_MS = 8;
/** A sandbox that has grown so large stops. */
const EVENTS_MAX = 200_000;
const HOUR_MS = 3_600_000;

/** A simulated day that is watched while it is lived, and may be interfered with. Nothing of it leaves the process. */
export class Sandbox {
  readonly bar: Bar;
  readonly #day: Day;
  readonly #faults: { -readonly [Name in keyof Faults]: Faults[Name] };
  readonly #course: Course;
  readonly #referee = new Referee(contextsOfTheBar({ publish: () => Promise.resolve() }));
  readonly #clock: Clock;
  readonly #startMs: number;
  readonly #lie: Lie = { asked: false };
  readonly #turns = new Turns();
  readonly #bell = new Bell();
  #speed: number | undefined;
  #state: SandboxState;
  #steppedAtMs: number;
  #looks = 0;
  #breach: FoundBreach | undefined;
  #isTampered = false;
  #isTouched = false;
  #isClosed = false;
  #hash: string | undefined;

  /** @param clock the clock on the wall, by which it is paced */
  constructor({ speed, isPaused = false, ...options }: SandboxOptions, clock: Clock) {
    const day = dayOf(options);
    this.#faults = { ...day.faults };
    this.#day = { ...day, faults: this.#faults };
    this.#clock = clock;
    this.#speed = speed;
    this.#state = isPaused ? 'paused' : 'running';
    this.#steppedAtMs = clock.now();
    this.bar = new Bar(this.#day, openDisk(), { disk: lyingDisk(this.#lie) });
    this.#startMs = this.bar.nowMs;
    this.#course = new Course(this.#day, this.bar, this.#judge());
  }

  get view(): SandboxView {
    const { bar } = this;
    const { faults: _faults, ...day } = this.#day;
    const lives = [...this.#referee.ledger.lives.values()];
    const ends = Map.groupBy(lives, ({ end }) => end ?? 'under-way');
    return {
      day,
      knobs: {
        faults: { ...this.#faults },
        off: [...bar.off],
        speed: this.#speed,
        isPaused: this.#state === 'paused',
      },
      state: this.#state,
      startMs: this.#startMs,
      nowMs: bar.nowMs,
      closingMs: this.#startMs + day.hours * HOUR_MS,
      events: bar.disk.log.length,
      commits: bar.disk.commits,
      orders: lives.length,
      underWay: this.#referee.ledger.underWay.size,
      ends: Object.fromEntries([...ends].map(([end, those]) => [end, those.length])),
      crashes: bar.crashes,
      looks: this.#looks,
      invariants,
      ...(this.#breach && { breach: this.#breach }),
      isTampered: this.#isTampered,
      isTouched: this.#isTouched,
      ...(this.#hash !== undefined && { hash: this.#hash }),
    };
  }

  /**
   * Lives the day, until it is over or somebody closes the sandbox.
   * @throws whatever is wrong with the simulation itself; a promise of the bar that breaks is kept in the view
   */
  async live(): Promise<void> {
    try {
      await this.#turns.take(() => this.#course.begin());
      while (!this.#isClosed) {
        if (this.#state === 'running') await this.#goOn();
        else await this.#bell.wait();
      }
    } catch (error) {
      if (error instanceof Breach) this.#found(error);
      else {
        this.#state = 'failed';
        throw error;
      }
    } finally {
      if (this.#isClosed) this.bar.host.kill();
    }
  }

  /** Changes how it is lived, between two moments of it. */
  async change({ faults, off, isPaused, ...pace }: Change): Promise<void> {
    const breaks = faults !== undefined || off !== undefined;
    await this.#turns.take(() => {
      this.#isTouched ||= breaks;
      for (const [name, share] of Object.entries(faults ?? {}))
        if (share !== undefined) Object.assign(this.#faults, { [name]: share });
      if (off !== undefined) {
        this.bar.off.clear();
        for (const name of off) this.bar.off.add(name);
      }
      if ('speed' in pace) this.#speed = pace.speed;
      if (isPaused !== undefined && (this.#state === 'running' || this.#state === 'paused'))
        this.#state = isPaused ? 'paused' : 'running';
      this.#steppedAtMs = this.#clock.now();
      return Promise.resolve();
    });
    this.#bell.ring();
  }

  /** The power goes at the next commit. */
  cutNextCommit(): void {
    this.touch();
    this.bar.cutNextCommit();
  }

  /** The clock jumps ahead, so that everything due is late at once. @param ms milliseconds */
  jump(ms: number): Promise<void> {
    this.touch();
    return this.perform(() => {
      this.bar.clock.advance(ms);
      return Promise.resolve();
    });
  }

  /** The disk says of the next order that it is kept, and keeps nothing: to see that a broken promise is found. */
  lie(): void {
    this.touch();
    this.#lie.asked = true;
  }

  /** Somebody changed something: it is no longer the day that its seed alone would make. */
  touch(): void {
    this.#isTouched = true;
  }

  /** From now on nothing is judged: somebody tells the bar what never happened. */
  tamper(): void {
    this.#isTampered = true;
  }

  /** Does something to the bar, between two moments of the day, and lets come of it what comes at once. */
  perform<Result>(act: () => Promise<Result>): Promise<Result> {
    return this.#turns.take(async () => {
      try {
        return await act();
      } finally {
        await this.#judged(() => this.bar.settle());
      }
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#bell.ring();
  }

  async #goOn(): Promise<void> {
    const { nextMs } = this.#course;
    if (nextMs === undefined) return this.#turns.take(() => this.#end());
    const isFull = this.bar.disk.log.length >= EVENTS_MAX;
    if (isFull) {
      this.#state = 'full';
      return;
    }
    if (this.#speed !== undefined) {
      const dueMs = this.#steppedAtMs + Math.max(nextMs - this.bar.nowMs, 0) / this.#speed;
      const waitMs = dueMs - this.#clock.now();
      if (waitMs >= 1) return this.#bell.wait(waitMs);
      this.#steppedAtMs = Math.max(dueMs, this.#steppedAtMs);
      return this.#turns.take(() => this.#course.step());
    }
    const begunMs = this.#clock.now();
    while (this.#state === 'running' && this.#course.nextMs !== undefined && this.#clock.now() - begunMs < WORKS_MS)
      await this.#turns.take(() => this.#course.step());
    await this.#bell.wait(Math.max(this.#clock.now() - begunMs, 1));
  }

  async #end(): Promise<void> {
    // What was given up while somebody was switched off is sent again once they are back, as an operator would.
    this.bar.off.clear();
    const { operations } = this.bar.host;
    const dead = operations.deadLetters({ limit: EVENTS_MAX });
    if (dead.length > 0) await Promise.all([operations.redrive(dead), this.bar.settle()]);
    await this.#course.finish();
    if (this.#state !== 'running') return;
    this.#state = 'over';
    this.#hash = createHash('sha256').update(JSON.stringify(this.bar.disk.log)).digest('hex');
  }

  #judge(): Judge {
    const referee = this.#referee;
    return {
      ledger: referee.ledger,
      heard: (bar, question, heard) => {
        try {
          referee.heard(bar, question, heard);
        } catch (error) {
          this.#found(error);
        }
      },
      look: (bar) => {
        this.#looks++;
        return this.#judged(() => referee.look(bar));
      },
      lookAtTheEnd: (bar, more) => this.#judged(() => referee.lookAtTheEnd(bar, more)),
    };
  }

  async #judged(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      this.#found(error);
    }
  }

  /** Keeps the first promise that broke, and stops there, so that it can be looked at. */
  #found(error: unknown): void {
    if (!(error instanceof Breach)) throw error;
    if (this.#isTampered || this.#breach !== undefined) return;
    const { invariant, found } = error;
    this.#breach = { invariant, found, atMs: this.bar.nowMs, event: this.bar.disk.log.length };
    this.#state = 'breached';
  }
}
