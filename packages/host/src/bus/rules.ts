import type { ContextDefinition, Envelope, Target } from '@espresso/contract';
import {
  compilePattern,
  defaultRetryPolicy,
  RuleIndex,
  type DeliveredInput,
  type Pattern,
  type RetryPolicy,
} from '@espresso/bus';
import type { JsonObject } from '@espresso/kernel';
import { DEFAULT_BUS } from './buses.ts';

/** Where a rule sends events: what a context's handler does with them, or something named by its ARN. */
export type RuleTarget =
  | Target
  | { readonly type: 'bus'; readonly bus: string }
  /** Starts a state machine, by name. */
  | { readonly type: 'machine'; readonly name: string }
  /** Calls a context's function, by ARN. */
  | { readonly type: 'function'; readonly arn: string }
  /** Puts a message into a queue. */
  | { readonly type: 'queue'; readonly name: string }
  /** A service that this host does not have: every delivery is a dead letter. */
  | { readonly type: 'unknown'; readonly arn: string };

/** A rule and one target of it, as the dispatcher sees them. */
export interface Rule {
  /** `context.rule`, or `bus/rule/targetId`: the name of its deliveries and dead letters. */
  readonly name: string;
  /** The context it belongs to; `custom` for rules that somebody made while the host ran. */
  readonly owner: string;
  readonly bus: string;
  readonly pattern: Pattern;
  readonly target: RuleTarget;
  readonly retry: RetryPolicy;
  /** What the target gets of an event; the whole of it without one. */
  readonly input?: (envelope: Envelope) => DeliveredInput;
  /** Where a delivery that is given up is told of, besides the host's own dead letters. */
  readonly deadLetters?: { readonly queue: string; readonly ruleArn: string; readonly targetArn: string };
}

/** A rule with all its targets. */
export interface RuleGroup {
  readonly name: string;
  readonly bus: string;
  readonly pattern: Pattern;
  readonly targets: readonly Rule[];
}

/** Rules of the contexts retry sooner and give up sooner than EventBridge's day: nobody waits a day for a coffee. */
const contextRetryPolicy: RetryPolicy = { ...defaultRetryPolicy, attemptsMax: 20, ageMsMax: 3_600_000 };

/** All rules of all buses, indexed: what does not match costs nothing. */
export class Rules {
  readonly #groups = new Map<string, RuleGroup>();
  readonly #byName = new Map<string, Rule>();
  readonly #indexes = new Map<string, RuleIndex<RuleGroup>>();

  /** Adds a rule of one target. */
  add(rule: Rule): void {
    this.put({ name: rule.name, bus: rule.bus, pattern: rule.pattern, targets: [rule] });
  }

  /** Adds a rule with its targets, in place of one of the same name. */
  put(group: RuleGroup): void {
    this.remove(group.name);
    this.#groups.set(group.name, group);
    for (const target of group.targets) this.#byName.set(target.name, target);
    this.#indexOf(group.bus).add(group, group.pattern);
  }

  remove(name: string): void {
    const group = this.#groups.get(name);
    if (group === undefined) return;
    this.#groups.delete(name);
    for (const target of group.targets) this.#byName.delete(target.name);
    this.#indexOf(group.bus).remove(group);
  }

  get(name: string): Rule | undefined {
    return this.#byName.get(name);
  }

  all(): readonly Rule[] {
    return [...this.#byName.values()];
  }

  /** The targets of the rules an event on a bus matches, in the order they were added. */
  match(bus: string, envelope: Envelope): readonly Rule[] {
    const groups = this.#indexes.get(bus)?.match(eventOf(envelope));
    if (groups === undefined) return [];
    const matching: Rule[] = [];
    for (const group of groups) for (const target of group.targets) matching.push(target);
    return matching;
  }

  #indexOf(bus: string): RuleIndex<RuleGroup> {
    const known = this.#indexes.get(bus);
    if (known !== undefined) return known;
    const index = new RuleIndex<RuleGroup>();
    this.#indexes.set(bus, index);
    return index;
  }
}

/** The rules that the contexts' subscriptions are. */
export const rulesOf = (contexts: readonly ContextDefinition[]): readonly Rule[] =>
  contexts.flatMap((context) =>
    Object.entries(context.subscribes).map(([name, { pattern, target }]) => ({
      name: `${context.name}.${name}`,
      owner: context.name,
      bus: DEFAULT_BUS,
      pattern: compilePattern(pattern),
      target,
      retry: contextRetryPolicy,
    })),
  );

/** The envelope as a pattern sees it. */
export const eventOf = (envelope: Envelope): JsonObject => ({ ...envelope });
