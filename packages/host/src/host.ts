import { accept, type ContextDefinition, type Emission, type Outcome, type Work } from '@espresso/contract';
import type { Clock, Ids, Random } from '@espresso/kernel';
import { systemAlarm, type Alarm } from './alarm.ts';
import type { LoggedEvent } from './bus/logged-event.ts';
import { Operations } from './operations.ts';
import { EVENT_RULES, loadRules, refreshRule } from './resources/event-rules.ts';
import { Router, type Attempt } from './bus/router.ts';
import { Rules, rulesOf, type Rule } from './bus/rules.ts';
import { gather, type Definitions } from './definitions.ts';
import type { Engine } from './engine.ts';
import { deploy, Machines } from './executions/machines.ts';
import { taskTokens } from './executions/task-tokens.ts';
import { services } from './integrations/services.ts';
import { fireTimer } from './fire-timer.ts';
import { silent, type Logger } from './logger.ts';
import type { LogQuery, Store } from './store/store.ts';
import type { Retention } from './sweep.ts';
import { runCommand, runOnce, type Command } from './work/command.ts';
import type { Idempotency } from './work/idempotency.ts';
import { Unit } from './work/unit.ts';
import { WorkLoop } from './work/work-loop.ts';

export interface HostOptions {
  readonly contexts: readonly ContextDefinition[];
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  /** Signs task tokens; the same for as long as the store lives. */
  readonly secret: Uint8Array;
  readonly account?: string;
  readonly region?: string;
  readonly retention?: Retention;
  readonly alarm?: Alarm;
  readonly log?: Logger;
  /** The store cannot be written any more: the process should end, and start again. */
  readonly broken?: (error: unknown) => void;
  /** For the simulation: repeats and reorders the deliveries of an event. */
  readonly plan?: (event: LoggedEvent, rules: readonly Rule[]) => readonly Rule[];
}

const DAY_MS = 86_400_000;
const defaultRetention: Retention = { eventsMs: 30 * DAY_MS, executionsMs: 30 * DAY_MS };
const JOBS_WAITING_MAX = 10_000;

/** Told of events once they are durable, in order. */
type CommitListener = (events: readonly LoggedEvent[]) => void;

/**
 * The embedded host: the bus, the workflows and the tables of a set of contexts, in one process on one store. What it
 * acknowledges is durable; what it did not finish before a crash it goes on with when it is opened again.
 */
export class Host {
  readonly definitions: Definitions;
  readonly rules: Rules;
  /** Looking into what runs, and acting on it: executions, dead letters, replays. */
  readonly operations: Operations;
  readonly #options: HostOptions;
  readonly #engine: Engine;
  readonly #loop: WorkLoop;
  readonly #listeners = new Set<CommitListener>();
  /** What acts on the host now, by whose wish it is. */
  readonly #acting = new Map<string, Promise<unknown>>();
  readonly #attemptListeners = new Set<(attempt: Attempt) => void>();

  /** @throws IncoherentSystem when the contexts do not fit together, InvalidDefinition when a workflow is not sound */
  constructor(options: HostOptions) {
    const {
      contexts,
      store,
      clock,
      random,
      ids,
      log = silent,
      account = '000000000000',
      region = 'us-east-1',
    } = options;
    this.#options = options;
    this.definitions = gather(contexts, { account, region });
    const machines = new Machines(
      this.definitions.workflows.map((workflow) => deploy(workflow, this.definitions)),
      (name) => this.definitions.arns.stateMachine(name),
    );
    this.#engine = { definitions: this.definitions, machines, tokens: taskTokens(options.secret), services };
    this.rules = new Rules();
    for (const rule of rulesOf(contexts)) this.rules.add(rule);
    const router = new Router(
      {
        engine: this.#engine,
        rules: this.rules,
        clock,
        random,
        log,
        plan: options.plan ?? ((_, matching) => matching),
        attempted: (attempt) => {
          for (const listener of this.#attemptListeners) listener(attempt);
        },
      },
      () => this.#loop,
    );
    const retention = options.retention ?? defaultRetention;
    this.#loop = new WorkLoop({
      store,
      clock,
      surroundings: { ids, random },
      alarm: options.alarm ?? systemAlarm(),
      route: (commit, event) => router.route(commit, event),
      fire: (commit, timer, dueMs) =>
        fireTimer({ engine: this.#engine, router, loop: this.#loop, clock, log, retention }, commit, timer, dueMs),
      committed: (events) => {
        for (const listener of this.#listeners) listener(events);
      },
      broken: (error) => {
        log.error({ err: error }, 'the store cannot be written');
        options.broken?.(error);
      },
      jobsMax: JOBS_WAITING_MAX,
    });
    loadRules(this.rules, this.definitions.arns, this.#loop.committed);
    this.operations = new Operations({ engine: this.#engine, rules: this.rules, loop: this.#loop, store, clock });
  }

  /** Goes on with whatever was under way when the store was last closed, or when the power went. */
  async start(): Promise<void> {
    await this.operations.begin();
  }

  /**
   * Runs a command as one unit of work. Resolves when what it did is durable.
   * @throws TooBusy, HostStopped, IdempotencyKeyReused, and whatever the command throws
   */
  command(run: (work: Work) => Promise<Outcome<unknown>>, more: Omit<Command, 'run'> = {}): Promise<Outcome<unknown>> {
    return this.#do({ run, ...more });
  }

  /**
   * Runs what acts on the host itself (`operations`), once under its idempotency key: two at the same time are one.
   * @throws IdempotencyKeyReused, and whatever it throws
   */
  async once(act: () => Promise<Outcome<unknown>>, idempotency: Idempotency): Promise<Outcome<unknown>> {
    const name = JSON.stringify([idempotency.scope, idempotency.key]);
    // One after the other: who comes second finds what the first was answered.
    const before = this.#acting.get(name) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => runOnce(this.#loop, act, idempotency));
    this.#acting.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#acting.get(name) === mine) this.#acting.delete(name);
    }
  }

  /** Publishes events as their owners would: one unit of work of their own. */
  async publish(...emit: readonly Emission[]): Promise<void> {
    await this.#do({ run: () => Promise.resolve(accept({ emit })) });
  }

  /**
   * Runs a piece of work as one unit of work on the engine itself: for adapters that speak another protocol. Resolves when
   * what it did is durable; where it throws, nothing of it happened.
   * @throws TooBusy, HostStopped, and whatever the work throws
   */
  transact<Result>(act: (unit: Unit, engine: Engine) => Result | Promise<Result>): Promise<Result> {
    return this.#loop.perform(async (commit) => {
      const unit = this.#loop.unit(commit, {});
      const result = await act(unit, this.#engine);
      const changed = [...unit.layer.written()].find(({ space }) => space.name === EVENT_RULES);
      commit.take(unit);
      for (const key of changed?.changes.keys() ?? [])
        refreshRule(this.rules, this.definitions.arns, commit.store, key);
      return result;
    });
  }

  /** As `transact`, for reading what was committed: whatever it writes is dropped. */
  look<Result>(act: (unit: Unit, engine: Engine) => Result): Result {
    const { clock, ids, random } = this.#options;
    return act(new Unit(this.#loop.committed, clock.now(), {}, { ids, random }), this.#engine);
  }

  /** Reads what was committed, as it is now. */
  read<Result>(run: (work: Work) => Promise<Result>): Promise<Result> {
    const { clock, ids, random } = this.#options;
    return run(new Unit(this.#loop.committed, clock.now(), {}, { ids, random }));
  }

  /** Events of the log. */
  events(query: LogQuery): readonly LoggedEvent[] {
    return this.#options.store.events(query);
  }

  get lastEventNumber(): number {
    return this.#loop.committedNumber;
  }

  /** Calls `listener` with the events of every commit from now on. @returns how to stop that */
  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `listener` after every attempt to deliver. @returns how to stop that */
  onAttempt(listener: (attempt: Attempt) => void): () => void {
    this.#attemptListeners.add(listener);
    return () => this.#attemptListeners.delete(listener);
  }

  /** Works until nothing is left to do now: for those who move the clock themselves. */
  settle(): Promise<void> {
    return this.#loop.settle();
  }

  /** Finishes what was begun, takes on nothing new, and closes the store. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#options.store.close();
  }

  /** Drops everything that is not durable, as a power cut would: for the simulation. */
  kill(): void {
    this.#loop.kill();
  }

  #do(command: Command): Promise<Outcome<unknown>> {
    return this.#loop.perform((commit) => runCommand(this.#engine, this.#loop, commit, command));
  }
}
