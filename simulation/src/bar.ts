import type { Caller, ContextDefinition, Outcome, ServedRoute, Work } from '@espresso/contract';
import type { Update } from '@coffee/publisher/contract';
import { Host, noAlarm, type HostOptions } from '@espresso/host';
import { EspressoError, type Ids } from '@espresso/kernel';
import { fakeClock, MONDAY_MORNING_MS, seededIds, type FakeClock } from '@espresso/testing';
import { chanceFrom, type Chance } from './chance.ts';
import { contextsOfTheBar } from './contexts.ts';
import type { Disk } from './disk.ts';
import { stumbling } from './faults/failing-contexts.ts';
import { failingDisk, type Plug } from './faults/failing-disk.ts';
import { shuffledPlan } from './faults/shuffled-plan.ts';
import { holds } from './invariants.ts';
import type { Day } from './options.ts';

/** What a person asks of the bar. */
export interface Question {
  readonly route: string;
  readonly caller: Caller;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The same for every try at the same thing. */
  readonly key?: string;
}

/** What the person hears: an answer, or nothing, after which nobody can tell whether it was done. */
export type Heard = Outcome<unknown> | 'nothing';

/** Changes the bar as a mistake in it would: to prove that the checks see it. */
export interface Sabotage {
  readonly contexts?: (contexts: readonly ContextDefinition[]) => readonly ContextDefinition[];
  readonly plan?: NonNullable<HostOptions['plan']>;
  readonly disk?: (disk: Disk) => Disk;
}

class NoSuchRoute extends EspressoError {
  readonly route: string;

  constructor(route: string) {
    super(`there is no route ${route}`);
    this.route = route;
  }
}

/** Signs task tokens. */
const SECRET = new Uint8Array(32).fill(7);
const OUTAGE_MS_MAX = 20_000;
const EXECUTIONS_MAX = 100_000;

/** The bar: one host after the other on one disk, with a clock that only moves when it is moved. */
export class Bar {
  readonly clock: FakeClock = fakeClock(MONDAY_MORNING_MS);
  /** What pages were told, by the key of the delivery that told it. */
  readonly told = new Map<string, readonly Update[]>();
  readonly disk: Disk;
  readonly routes: ReadonlyMap<string, ServedRoute>;
  readonly contexts: readonly ContextDefinition[];
  readonly ids: Ids;
  /** The rules and functions that somebody switched off: they throw whenever they are called. */
  readonly off = new Set<string>();
  readonly #day: Day;
  readonly #chance: Chance;
  readonly #sabotage: Sabotage;
  readonly #plug: Plug = { pulled: false };
  readonly #restarted = new Set<() => void>();
  #host: Host;
  #isUp = true;
  #crashes = 0;

  /** @param day its faults are looked at anew each time: they may be changed while the bar runs */
  constructor(day: Day, disk: Disk, sabotage: Sabotage = {}) {
    this.#day = day;
    this.#chance = chanceFrom(day.seed).fork('bar');
    this.#sabotage = sabotage;
    this.disk = sabotage.disk?.(disk) ?? disk;
    this.ids = seededIds(this.clock, day.seed);
    const whole = contextsOfTheBar({
      publish: (updates, key) => {
        this.told.set(key, updates);
        return Promise.resolve();
      },
    });
    this.contexts = stumbling(sabotage.contexts?.(whole) ?? whole, {
      faults: day.faults,
      off: this.off,
      clock: this.clock,
      chance: this.#chance.fork('stumbling'),
    });
    this.routes = new Map(
      this.contexts.flatMap(({ routes }) =>
        routes.map((served) => [`${served.route.method} ${served.route.path}`, served] as const),
      ),
    );
    this.#host = this.#open();
  }

  get nowMs(): number {
    return this.clock.now();
  }

  get crashes(): number {
    return this.#crashes;
  }

  get host(): Host {
    return this.#host;
  }

  /** Asks the bar something, as somebody; nothing is heard where the power goes meanwhile, or the answer is lost. */
  async ask({ route, caller, params = {}, body, key }: Question): Promise<Heard> {
    const served = this.routes.get(route);
    if (served === undefined) throw new NoSuchRoute(route);
    const request = { params, query: {}, body, caller };
    const run = (work: Work) => served.run(request, work);
    if (served.route.method === 'GET') return this.#host.read(run);
    const fingerprint = JSON.stringify([route, params, body]);
    const idempotency = key === undefined ? {} : { idempotency: { scope: nameOf(caller), key, fingerprint } };
    try {
      return await this.#host.command(run, idempotency);
    } catch (error) {
      // The power, the disk, a host that is stopping: whoever asked hears nothing. Anything else is a mistake of ours.
      if (error instanceof EspressoError && error.retryable) return 'nothing';
      throw error;
    }
  }

  read<Result>(run: (work: Work) => Promise<Result>): Promise<Result> {
    return this.#host.read(run);
  }

  async start(): Promise<void> {
    await this.#begin();
    await this.settle();
  }

  /** Lets everything happen that can happen now; where the host ended meanwhile, another one goes on. */
  async settle(): Promise<void> {
    for (;;) {
      const before = this.disk.commits;
      await this.#host.settle();
      await effectsToEnd();
      await this.#host.settle();
      if (!this.#isUp) await this.#restart();
      else if (this.disk.commits === before) break;
    }
    const [next] = this.#host.operations.timers(1);
    holds(
      'I11',
      next === undefined || next.dueMs > this.nowMs,
      () => `${JSON.stringify(next)} is due and has not fired`,
    );
  }

  /** Moves the clock, firing every timer at its time. */
  async advanceTo(untilMs: number): Promise<void> {
    for (;;) {
      const [next] = this.#host.operations.timers(1);
      if (next === undefined || next.dueMs > untilMs) break;
      this.clock.advance(Math.max(next.dueMs - this.nowMs, 0));
      await this.settle();
    }
    this.clock.advance(Math.max(untilMs - this.nowMs, 0));
  }

  /** The power goes while nobody looks, and comes back after a while. */
  async pullThePlug(): Promise<void> {
    this.#host.kill();
    this.#isUp = false;
    await this.settle();
  }

  /** Lets the power go at the next commit: just before or just after the disk has it. */
  cutNextCommit(): void {
    this.#plug.pulled = true;
  }

  /** Calls `listener` whenever another host goes on where the last one ended. */
  onRestart(listener: () => void): void {
    this.#restarted.add(listener);
  }

  /** An operator stops one of the workflows that are under way. */
  async stopOne(chance: Chance): Promise<void> {
    const all = this.#host.operations.executions({ limit: EXECUTIONS_MAX });
    const [one] = chance.shuffled(all.filter(({ record }) => record.execution.status === 'RUNNING'));
    if (one === undefined) return;
    const stopped = this.#host.operations.stopExecution(one.stateMachine, one.record.execution.name);
    // Whether the power let it be stopped, the log tells.
    const over = stopped.catch(() => false);
    await this.settle();
    await over;
  }

  async #restart(): Promise<void> {
    this.#crashes++;
    this.clock.advance(this.#chance.whole(0, OUTAGE_MS_MAX));
    this.#host = this.#open();
    for (const listener of this.#restarted) listener();
    await this.#begin();
  }

  async #begin(): Promise<void> {
    const begun = this.#host.start();
    await this.#host.settle();
    // The power may go again while it starts; the next one goes on from there.
    await begun.catch((error: unknown) => {
      if (this.#isUp) throw error;
    });
  }

  #open(): Host {
    this.#isUp = true;
    const { faults } = this.#day;
    const turn = String(this.#crashes);
    const chance = this.#chance.fork(`host ${turn}`);
    const shuffled = shuffledPlan(faults, chance.fork('plan'));
    const { plan = (_event, rules) => rules } = this.#sabotage;
    return new Host({
      contexts: this.contexts,
      store: failingDisk(this.disk, faults, chance.fork('disk'), this.#plug),
      clock: this.clock,
      random: chance,
      ids: this.ids,
      secret: SECRET,
      alarm: noAlarm,
      plan: (event, rules) => plan(event, shuffled(event, rules)),
      broken: () => {
        this.#isUp = false;
      },
    });
  }
}

const nameOf = (caller: Caller): string => {
  switch (caller.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'customer':
      return caller.sessionId;
    case 'staff':
      return caller.staffId;
  }
};

/** One turn of the machine's loop: by then, effects that were under way have come back. */
const effectsToEnd = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
