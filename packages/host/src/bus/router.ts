import type { Clock, Random } from '@espresso/kernel';
import type { Engine } from '../engine.ts';
import type { Logger } from '../logger.ts';
import type { Commit } from '../work/commit.ts';
import type { WorkLoop } from '../work/work-loop.ts';
import {
  bury,
  deliveryKey,
  forgetDelivery,
  keepWaiting,
  noteFailure,
  readDelivery,
  type Delivery,
} from './deliveries.ts';
import { causeOf, deliver, effectKey, envelopeFor, firstDelivery, sendDeadLetter } from './dispatcher.ts';
import type { LoggedEvent } from './logged-event.ts';
import type { Rule, Rules } from './rules.ts';

/** An attempt to deliver, as those see it who count and draw deliveries. */
export interface Attempt {
  readonly rule: string;
  readonly event: LoggedEvent;
  readonly result: 'done' | 'failed' | 'dead';
  readonly tookMs: number;
}

export interface RouterOptions {
  readonly engine: Engine;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Which deliveries of an event are made, in which order; the simulation repeats and reorders them here. */
  readonly plan: (event: LoggedEvent, rules: readonly Rule[]) => readonly Rule[];
  readonly attempted: (attempt: Attempt) => void;
}

/** An effect that has not come back by then counts as failed, and is tried again. */
const EFFECT_LEASE_MS = 60_000;

/** Brings events to the targets of the rules they match, and sees to those deliveries that do not go well at once. */
export class Router {
  readonly #options: RouterOptions;
  readonly #loop: () => WorkLoop;
  readonly #effectsUnderWay = new Set<string>();

  constructor(options: RouterOptions, loop: () => WorkLoop) {
    this.#options = options;
    this.#loop = loop;
  }

  /** Delivers an event to every rule it matches: done in this commit, or kept for another attempt. */
  async route(commit: Commit, event: LoggedEvent): Promise<void> {
    const { rules, plan } = this.#options;
    for (const rule of plan(event, rules.match(event.bus, event.envelope))) await this.#attempt(commit, rule, event);
  }

  /** As `route`, for an event of the archive that is sent again, to the rules that a replay names. */
  async replay(commit: Commit, event: LoggedEvent, replayName: string, names: readonly string[]): Promise<void> {
    const matching = this.#options.rules.match(event.bus, event.envelope);
    const wanted = matching.filter((rule) =>
      names.length > 0
        ? names.some((name) => rule.name === name || rule.name.startsWith(`${name}/`))
        : rule.target.type !== 'effect',
    );
    for (const rule of wanted) await this.#attempt(commit, rule, event, replayName);
  }

  /** The next attempt of a delivery whose time has come. */
  async retry(commit: Commit, key: string): Promise<void> {
    const { clock, rules } = this.#options;
    const delivery = readDelivery(commit.store, key);
    if (delivery?.state.type !== 'waiting') return;
    const rule = rules.get(delivery.rule);
    const { eventNumber: number } = delivery;
    const [event] = this.#loop().events({ after: number - 1, before: number + 1, limit: 1 });
    if (rule === undefined || event === undefined) {
      bury(commit.store, delivery, clock.now(), 'rule-removed');
      return;
    }
    if (rule.target.type === 'effect') this.#startEffect(commit, rule, event, delivery);
    else await this.#attempt(commit, rule, event, delivery.replayName, delivery);
  }

  async #attempt(
    commit: Commit,
    rule: Rule,
    event: LoggedEvent,
    replayName?: string,
    earlier?: Delivery,
  ): Promise<void> {
    const { engine, clock, random, attempted } = this.#options;
    const nowMs = clock.now();
    const delivery = earlier ?? firstDelivery(rule, event, nowMs, replayName);
    if (rule.target.type === 'effect') {
      keepWaiting(commit.store, delivery, nowMs);
      return;
    }
    const unit = this.#loop().unit(commit, causeOf(event));
    try {
      await deliver(engine, unit, rule, envelopeFor(event, replayName));
      if (earlier !== undefined) forgetDelivery(unit.layer, deliveryKey(earlier));
      commit.take(unit);
      attempted({ rule: rule.name, event, result: 'done', tookMs: clock.now() - event.atMs });
    } catch (error) {
      const failed = noteFailure(commit.store, rule, delivery, { error, nowMs, random });
      sendDeadLetter(commit.store, rule, failed, envelopeFor(event, replayName), unit.ids.next());
      this.#tellOfFailure(failed, event, error);
    }
  }

  /** Runs an effect after the commit, under a lease: should the process end in between, another attempt is due already. */
  #startEffect(commit: Commit, rule: Rule, event: LoggedEvent, delivery: Delivery): void {
    const { clock } = this.#options;
    const key = deliveryKey(delivery);
    keepWaiting(commit.store, delivery, clock.now() + EFFECT_LEASE_MS);
    if (this.#effectsUnderWay.has(key)) return;
    this.#effectsUnderWay.add(key);
    const over = () => this.#effectsUnderWay.delete(key);
    commit.afterwards({ done: () => void this.#runEffect(rule, event, delivery).finally(over), failed: over });
  }

  async #runEffect(rule: Rule, event: LoggedEvent, delivery: Delivery): Promise<void> {
    const { clock, random, attempted, log } = this.#options;
    const envelope = envelopeFor(event, delivery.replayName);
    const result = await runEffect(rule, envelope, effectKey(delivery));
    const loop = this.#loop();
    const noted = loop.perform((commit) => {
      if (result.type === 'done') {
        forgetDelivery(commit.store, deliveryKey(delivery));
        attempted({ rule: rule.name, event, result: 'done', tookMs: clock.now() - event.atMs });
      } else {
        const { error } = result;
        const failed = noteFailure(commit.store, rule, delivery, { error, nowMs: clock.now(), random });
        this.#tellOfFailure(failed, event, error);
      }
      return Promise.resolve();
    });
    // Where the host stopped meanwhile, the lease brings the delivery back after its next start.
    await noted.catch((error: unknown) => {
      log.warn({ rule: rule.name, err: error }, 'what became of an effect could not be noted');
    });
  }

  #tellOfFailure(delivery: Delivery, event: LoggedEvent, error: unknown): void {
    const { log, attempted, clock } = this.#options;
    const dead = delivery.state.type === 'dead';
    const facts = {
      rule: delivery.rule,
      eventId: delivery.eventId,
      type: delivery.eventType,
      attempts: delivery.attempts,
      err: error,
    };
    if (dead) log.error(facts, 'a delivery was given up: it is a dead letter now');
    else log.warn(facts, 'a delivery failed; it is tried again');
    attempted({ rule: delivery.rule, event, result: dead ? 'dead' : 'failed', tookMs: clock.now() - event.atMs });
  }
}

type EffectResult = { readonly type: 'done' } | { readonly type: 'failed'; readonly error: unknown };

const runEffect = async (rule: Rule, envelope: LoggedEvent['envelope'], key: string): Promise<EffectResult> => {
  if (rule.target.type !== 'effect') return { type: 'failed', error: new TypeError(`${rule.name} has no effect`) };
  try {
    await rule.target.run(envelope, key);
    return { type: 'done' };
  } catch (error) {
    return { type: 'failed', error };
  }
};
