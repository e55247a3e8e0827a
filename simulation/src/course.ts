import { owns } from '@espresso/contract';
import { Agenda } from './agenda.ts';
import type { Bar, Heard, Question } from './bar.ts';
import { customer } from './callers.ts';
import { chanceFrom, type Chance } from './chance.ts';
import type { Day } from './options.ts';
import { Barista } from './people/barista.ts';
import { Customer } from './people/customer.ts';
import { Owner } from './people/owner.ts';
import type { Counter, Person } from './people/person.ts';
import type { Judge } from './referee.ts';

const HOUR_MS = 3_600_000;
const TIDY_UP_MS_MAX = 6 * HOUR_MS;
/** Long enough for every delivery that is tried again. */
const LAST_RETRIES_MS = 2 * HOUR_MS;
const CLOCK_JUMP_MS_MAX = 20 * 60_000;

/** One day's course: who comes when, and what the weather does. */
export class Course {
  readonly #day: Day;
  readonly #bar: Bar;
  readonly #referee: Judge;
  readonly #chance: Chance;
  readonly #agenda = new Agenda<Person>();
  readonly #closingMs: number;
  readonly #counter: Counter;
  /** Whether an event may have come to a handler after one that happened later. */
  #isEverLate = false;

  constructor(day: Day, bar: Bar, referee: Judge) {
    this.#day = day;
    this.#bar = bar;
    this.#referee = referee;
    this.#chance = chanceFrom(day.seed).fork('course');
    this.#closingMs = bar.nowMs + day.hours * HOUR_MS;
    this.#counter = this.#counterOf(bar, referee);
  }

  /** Lives the day through. @throws Breach */
  async run(): Promise<void> {
    await this.begin();
    while (this.nextMs !== undefined) await this.step();
    await this.finish();
  }

  /** Starts the bar, and makes out who comes when. */
  async begin(): Promise<void> {
    await this.#bar.start();
    this.#invite();
  }

  /** When somebody acts next, in milliseconds since 1970; undefined when all have gone. */
  get nextMs(): number | undefined {
    const { nextMs } = this.#agenda;
    return nextMs !== undefined && nextMs < this.#closingMs + TIDY_UP_MS_MAX ? nextMs : undefined;
  }

  /** Goes on to the next moment in which somebody acts. @throws Breach */
  async step(): Promise<void> {
    const { nextMs } = this;
    if (nextMs === undefined) return;
    const bar = this.#bar;
    const { throws, losses, delays } = this.#day.faults;
    this.#isEverLate ||= throws + losses + delays > 0 || bar.off.size > 0;
    await this.#weather(nextMs - bar.nowMs);
    await bar.advanceTo(nextMs);
    await this.#act(this.#agenda.takeDue(bar.nowMs));
    await this.#referee.look(bar);
  }

  /** Waits for all that is still tried again, and looks at what has to hold then. @throws Breach */
  async finish(): Promise<void> {
    const bar = this.#bar;
    await bar.advanceTo(bar.nowMs + LAST_RETRIES_MS);
    await bar.settle();
    await this.#referee.lookAtTheEnd(bar, { compareMetrics: !this.#isEverLate });
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

  #counterOf(bar: Bar, referee: Judge): Counter {
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
