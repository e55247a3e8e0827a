import {
  deadLettersDiscarded,
  deadLettersRedriven,
  executionStopped,
  replayStarted,
  type Emission,
} from '@espresso/contract';
import { EspressoError, type Clock, type JsonObject } from '@espresso/kernel';
import { waits, type HistoryEvent, type WaitView } from '@espresso/states';
import {
  deliveryKey,
  forgetDelivery,
  keepWaiting,
  listDeadLetters,
  listDeliveries,
  readDelivery,
  type Delivery,
} from './bus/deliveries.ts';
import type { LoggedEvent } from './bus/logged-event.ts';
import { listReplays, readReplay, writeReplay, type Replay } from './bus/replays.ts';
import type { Rules } from './bus/rules.ts';
import type { Engine } from './engine.ts';
import { tell } from './work/carry-out.ts';
import { signalExecution } from './executions/run.ts';
import {
  executionKey,
  listExecutions,
  readExecution,
  readHistory,
  type ExecutionRecord,
} from './executions/records.ts';
import type { Store } from './store/store.ts';
import { scheduleFirstSweep } from './sweep.ts';
import { listTimers } from './timers.ts';
import type { Cause } from './work/cause.ts';
import type { Unit } from './work/unit.ts';
import type { WorkLoop } from './work/work-loop.ts';

export interface OperationsOptions {
  readonly engine: Engine;
  readonly rules: Rules;
  readonly loop: WorkLoop;
  readonly store: Store;
  readonly clock: Clock;
}

/** An execution, for people: where it is, what it waits for, and the definition it runs by. */
export interface ExecutionView {
  readonly key: string;
  readonly stateMachine: string;
  readonly record: ExecutionRecord;
  readonly waits: readonly WaitView[];
  readonly definition: JsonObject;
}

/** A replay of this name exists already. */
export class ReplayExists extends EspressoError {
  readonly replay: string;

  constructor(replay: string) {
    super(`a replay named ${replay} exists already`);
    this.replay = replay;
  }
}

/** Who acts where nobody says so: the process itself. */
const NOBODY = 'host';

const nameOf = ({ rule, eventId }: Delivery) => ({ rule, eventId });

/** Looking into a running host, and acting on what one finds. */
export class Operations {
  readonly #options: OperationsOptions;

  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  /** Sets going what a host does by itself. */
  begin(): Promise<void> {
    return this.#inLoop((unit) => {
      scheduleFirstSweep(unit.layer, unit.nowMs);
      return Promise.resolve();
    });
  }

  execution(stateMachine: string, name: string): ExecutionView | undefined {
    const key = executionKey(stateMachine, name);
    const record = readExecution(this.#committed, key);
    return record && this.#view(key, record);
  }

  executions(query: {
    readonly stateMachine?: string;
    readonly after?: string;
    readonly limit: number;
  }): readonly ExecutionView[] {
    return listExecutions(this.#committed, query).map(([key, record]) => this.#view(key, record));
  }

  /** What happened in an execution, in AWS's event vocabulary. */
  history(stateMachine: string, name: string): readonly HistoryEvent[] {
    return readHistory(this.#committed, executionKey(stateMachine, name));
  }

  /** Stops a running execution. @returns whether it was running */
  async stopExecution(
    stateMachine: string,
    name: string,
    why: { readonly error?: string; readonly cause?: string } = {},
    by = NOBODY,
  ): Promise<boolean> {
    const key = executionKey(stateMachine, name);
    const correlationId = readExecution(this.#committed, key)?.correlationId;
    return this.#inLoop(
      async (unit) => {
        const stopped = await signalExecution(this.#options.engine, unit, key, { type: 'stop', ...why });
        if (stopped) this.#tell(unit, executionStopped({ by, stateMachine, execution: name }));
        return stopped;
      },
      correlationId === undefined ? {} : { correlationId },
    );
  }

  deadLetters(query: { readonly rule?: string; readonly limit: number }): readonly Delivery[] {
    return listDeadLetters(this.#committed, query);
  }

  deliveries(limit: number): readonly Delivery[] {
    return listDeliveries(this.#committed, limit);
  }

  /** Sends dead letters on their way again, with all their attempts before them. @returns how many */
  async redrive(deadLetters: readonly Delivery[], by = NOBODY): Promise<number> {
    const nowMs = this.#options.clock.now();
    return this.#inLoop((unit) => {
      const dead = deadLetters.map(deliveryKey).flatMap((key) => readDelivery(unit.layer, key) ?? []);
      const again = dead.filter((delivery) => delivery.state.type === 'dead');
      for (const delivery of again) keepWaiting(unit.layer, { ...delivery, attempts: 0, firstMs: nowMs }, nowMs);
      if (again.length > 0) this.#tell(unit, deadLettersRedriven({ by, deliveries: again.map(nameOf) }));
      return Promise.resolve(again.length);
    });
  }

  /** Drops dead letters for good. @returns how many */
  async discard(deadLetters: readonly Delivery[], by = NOBODY): Promise<number> {
    return this.#inLoop((unit) => {
      for (const delivery of deadLetters) forgetDelivery(unit.layer, deliveryKey(delivery));
      if (deadLetters.length > 0) this.#tell(unit, deadLettersDiscarded({ by, deliveries: deadLetters.map(nameOf) }));
      return Promise.resolve(deadLetters.length);
    });
  }

  /**
   * Sends a stretch of the archive again.
   * @throws ReplayExists when there is one of this name
   */
  async replay(asked: Pick<Replay, 'name' | 'fromMs' | 'toMs' | 'rules' | 'speed'>, by = NOBODY): Promise<Replay> {
    const nowMs = this.#options.clock.now();
    return this.#inLoop((unit) => {
      if (readReplay(unit.layer, asked.name) !== undefined) throw new ReplayExists(asked.name);
      const replay: Replay = { ...asked, startedMs: nowMs, sentTo: 0, sent: 0, state: 'RUNNING' };
      writeReplay(unit.layer, replay, nowMs);
      const { name, fromMs, toMs, rules } = asked;
      this.#tell(unit, replayStarted({ by, name, fromMs, toMs, rules: [...rules] }));
      return Promise.resolve(replay);
    });
  }

  replays(limit: number): readonly Replay[] {
    return listReplays(this.#committed, limit);
  }

  /** The timers that are due next. */
  timers(limit: number) {
    return listTimers(this.#committed, limit);
  }

  event(id: string): LoggedEvent | undefined {
    return this.#options.store.eventById(id);
  }

  /** How much there is, and how much waits. */
  figures() {
    const { store, loop, rules } = this.#options;
    return { ...store.figures(), waiting: loop.waiting, rules: rules.all().length };
  }

  get #committed() {
    return this.#options.loop.committed;
  }

  #view(key: string, record: ExecutionRecord): ExecutionView {
    const { engine } = this.#options;
    const machine = engine.machines.byHash(this.#committed, record.stateMachine, record.definition);
    return {
      key,
      stateMachine: record.stateMachine,
      record,
      waits: waits(record.execution),
      definition: machine.definition,
    };
  }

  /** Who changed something is in the log, in the same commit. */
  #tell(unit: Unit, happened: Emission): void {
    tell(this.#options.engine, unit, { emit: [happened] });
  }

  #inLoop<Result>(act: (unit: Unit) => Promise<Result>, cause: Cause = {}): Promise<Result> {
    const { loop } = this.#options;
    return loop.perform(async (commit) => {
      const unit = loop.unit(commit, cause);
      const result = await act(unit);
      commit.take(unit);
      return result;
    });
  }
}
