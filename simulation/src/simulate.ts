import { createHash } from 'node:crypto';
import { owns } from '@espresso/contract';
import { Agenda } from './agenda.ts';
import { Bar, type Heard, type Question, type Sabotage } from './bar.ts';
import { customer } from './callers.ts';
import { chanceFrom, type Chance } from './chance.ts';
import { contextsOfTheBar } from './contexts.ts';
import { openDisk } from './disk.ts';
import { Breach, type Invariant } from './invariants.ts';
import { dayOf, type Day, type SimulationOptions } from './options.ts';
import { Barista } from './people/barista.ts';
import { Customer } from './people/customer.ts';
import { Owner } from './people/owner.ts';
import type { Counter, Person } from './people/person.ts';
import { Referee } from './referee.ts';

/** What became of a simulated day. */
export interface Report {
  readonly seed: number;
  /** What did not hold, and when; absent after a good day. */
  readonly breach?: {
    readonly invariant: Invariant;
    readonly found: string;
    readonly atMs: number;
    readonly event: number;
  };
  readonly orders: number;
  /** How many orders came to which end, by the type of the event. */
  readonly ends: Readonly<Record<string, number>>;
  /** How many events of which type happened. */
  readonly events: Readonly<Record<string, number>>;
  readonly commits: number;
  /** How often the host ended in the middle of something, and was started again. */
  readonly crashes: number;
  /** How long the day was for those in it, in milliseconds. */
  readonly simulatedMs: number;
  /** SHA-256 of the whole log: the same for the same seed. */
  readonly hash: string;
  /** How to see this day again. */
  readonly rerun: string;
}

const HOUR_MS = 3_600_000;
const TIDY_UP_MS_MAX = 6 * HOUR_MS;
/** Long enough for every delivery that is tried again. */
const LAST_RETRIES_MS = 2 * HOUR_MS;
const CLOCK_JUMP_MS_MAX = 20 * 60_000;

/**
 * Simulates a day at the bar: its people, its faults, and all that must hold nevertheless. Everything follows from the
 * seed: the same options give the same log, byte by byte.
 * @param sabotage a mistake to build in, to see whether it is found
 */
export const simulate = async (options: SimulationOptions, sabotage: Sabotage = {}): Promise<Report> => {
  const day = dayOf(options);
  const bar = new Bar(day, openDisk(), sabotage);
  let breach: Report['breach'];
  const referee = new Referee(contextsOfTheBar({ publish: () => Promise.resolve() }));
  const startMs = bar.nowMs;
  try {
    await new Course(day, bar, referee).run();
  } catch (error) {
    if (!(error instanceof Breach)) throw error;
    const { invariant, found } = error;
    breach = { invariant, found, atMs: bar.nowMs, event: bar.disk.log.length };
  }
  const lives = [...referee.ledger.lives.values()];
  return {
    seed: day.seed,
    ...(breach && { breach }),
    orders: lives.length,
    ends: countsOf(lives.map(({ end }) => end ?? 'none')),
    events: countsOf(bar.disk.log.map(({ envelope }) => envelope['detail-type'])),
    commits: bar.disk.commits,
    crashes: bar.crashes,
    simulatedMs: bar.nowMs - startMs,
    hash: createHash('sha256').update(JSON.stringify(bar.disk.log)).digest('hex'),
    rerun: commandOf(options),
  };
};

/** One day's course: who comes when, and what the weather does. */
class Course {
  readonly #day: Day;
  readonly #bar: Bar;
  readonly #referee: Referee;
  readonly #chance: Chance;
  readonly #agenda = new Agenda<Person>();
  readonly #closingMs: number;
  readonly #counter: Counter;

  constructor(day: Day, bar: Bar, referee: Referee) {
    this.#day = day;
    this.#bar = bar;
    this.#referee = referee;
    this.#chance = chanceFrom(day.seed).fork('course');
    this.#closingMs = bar.nowMs + day.hours * HOUR_MS;
    this.#counter = this.#counterOf(bar, referee);
  }

  async run(): Promise<void> {
    const bar = this.#bar;
    await bar.start();
    this.#invite();
    const endMs = this.#closingMs + TIDY_UP_MS_MAX;
    for (let nextMs = this.#agenda.nextMs; nextMs !== undefined && nextMs < endMs; nextMs = this.#agenda.nextMs) {
      await this.#weather(nextMs - bar.nowMs);
      await bar.advanceTo(nextMs);
      await this.#act(this.#agenda.takeDue(bar.nowMs));
      await this.#referee.look(bar);
    }
    await bar.advanceTo(bar.nowMs + LAST_RETRIES_MS);
    await bar.settle();
    await this.#referee.lookAtTheEnd(bar, { compareMetrics: this.#day.faults.throws === 0 });
  }

  /** All who are due act at once, as people do. */
  async #act(people: readonly Person[]): Promise<void> {
    const acting = people.map(async (person) => ({ person, afterMs: await person.act(this.#counter) }));
    const all = Promise.allSettled(acting);
    const isOver = all.then(() => true);
    // What somebody asks after an answer has to be heard, too.
    do await this.#bar.settle();
    while (!(await Promise.race([isOver, Promise.resolve(false)])));
    for (const acted of await all) {
      if (acted.status === 'rejected') throw acted.reason;
      const { person, afterMs } = acted.value;
      if (afterMs !== undefined) this.#agenda.add(this.#bar.nowMs + Math.max(afterMs, 1), person);
    }
  }

  #invite(): void {
    const { shops, baristas, hours, customersPerHour } = this.#day;
    const shopIds: [string, ...string[]] = [
      'shop-1',
      ...Array.from({ length: shops - 1 }, (_, at) => `shop-${at + 2}`),
    ];
    const openMs = this.#bar.nowMs;
    this.#agenda.add(openMs, new Owner(shopIds, this.#chance.fork('owner')));
    shopIds.forEach((shopId, place) => {
      const otherShopId = shopIds[(place + 1) % shops] ?? shopId;
      for (let n = 1; n <= baristas; n++) {
        const name = `${shopId} barista ${n}`;
        this.#agenda.add(openMs + n * 1_000, new Barista(name, shopId, this.#chance.fork(name)));
      }
      for (let n = 1; n <= Math.round(hours * customersPerHour); n++) {
        const visit = `${shopId} visit ${n}`;
        // Some come again, and so have an order under way already, or have had one.
        const person = this.#chance.happens(0.15) ? this.#chance.whole(1, n) : n;
        const caller = customer(`${shopId} customer ${person}`, shopId, {
          sessionId: visit,
          // Every third proved the address.
          proved: person % 3 === 0,
        });
        const who = new Customer(visit, caller, otherShopId, this.#chance.fork(visit));
        this.#agenda.add(openMs + this.#arrivalMs(), who);
      }
    });
  }

  /** Most come one by one; every half hour a talk ends, and many come at once. */
  #arrivalMs(): number {
    const spanMs = this.#day.hours * HOUR_MS;
    const atMs = this.#chance.between(60_000, spanMs);
    const halfHourMs = HOUR_MS / 2;
    return this.#chance.happens(0.2) ? Math.ceil(atMs / halfHourMs) * halfHourMs : Math.round(atMs / 1_000) * 1_000;
  }

  /** What nobody at the bar does: a laptop sleeps, a plug is pulled while nothing is going on, an operator stops a workflow. */
  async #weather(aheadMs: number): Promise<void> {
    const { clockJumpsPerHour, stopsPerHour, powerCuts } = this.#day.faults;
    const isDue = (perHour: number): boolean => this.#chance.happens((aheadMs / HOUR_MS) * perHour);
    if (isDue(clockJumpsPerHour)) this.#bar.clock.advance(this.#chance.whole(1, CLOCK_JUMP_MS_MAX));
    if (this.#chance.happens(powerCuts / 10)) await this.#bar.pullThePlug();
    if (isDue(stopsPerHour)) await this.#bar.stopOne(this.#chance);
  }

  #counterOf(bar: Bar, referee: Referee): Counter {
    const { lostAnswers } = this.#day.faults;
    const closingMs = this.#closingMs;
    const chance = this.#chance.fork('counter');
    return {
      get nowMs() {
        return bar.nowMs;
      },
      get isOpen() {
        return bar.nowMs < closingMs;
      },
      get isIdle() {
        return referee.ledger.underWay.size === 0;
      },
      ask: async (question: Question): Promise<Heard> => {
        const heard = await bar.ask(question);
        referee.heard(bar, question, heard);
        return chance.happens(lostAnswers) ? 'nothing' : heard;
      },
      orderNotOf: (caller) => {
        const others = [...referee.ledger.underWay].filter((life) => !owns(caller, life));
        const [first, ...rest] = others;
        return first === undefined ? undefined : chance.pick([first, ...rest]).orderId;
      },
    };
  }
}

/** How often each name comes, by name. */
const countsOf = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const name of names.toSorted()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
};

const commandOf = ({ seed, hours, customersPerHour, baristas, shops, faults }: SimulationOptions): string =>
  [
    `npx espresso simulate --seed ${seed}`,
    ...Object.entries({ hours, customersPerHour, baristas, shops }).flatMap(([name, value]) =>
      value === undefined ? [] : `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value}`,
    ),
    ...(faults === undefined
      ? []
      : [`--faults ${typeof faults === 'string' ? faults : `'${JSON.stringify(faults)}'`}`]),
  ].join(' ');
