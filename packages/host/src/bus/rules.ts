import type { ContextDefinition, Envelope, Target } from '@espresso/contract';
import { compilePattern, defaultRetryPolicy, RuleIndex, type Pattern, type RetryPolicy } from '@espresso/bus';
import type { JsonObject } from '@espresso/kernel';
import { DEFAULT_BUS } from './buses.ts';

/** A rule with its one target, as the dispatcher sees it. */
export interface Rule {
  /** `context.rule`: also the name of its deliveries and dead letters. */
  readonly name: string;
  /** The context it belongs to. */
  readonly owner: string;
  readonly bus: string;
  readonly pattern: Pattern;
  readonly target: Target | { readonly type: 'bus'; readonly bus: string };
  readonly retry: RetryPolicy;
}

/** Rules of the contexts retry sooner and give up sooner than EventBridge's day: nobody waits a day for a coffee. */
const contextRetryPolicy: RetryPolicy = { ...defaultRetryPolicy, attemptsMax: 20, ageMsMax: 3_600_000 };

/** All rules of all buses, indexed: what does not match costs nothing. */
export class Rules {
  readonly #byName = new Map<string, Rule>();
  readonly #indexes = new Map<string, RuleIndex<Rule>>();

  add(rule: Rule): void {
    this.remove(rule.name);
    this.#byName.set(rule.name, rule);
    this.#indexOf(rule.bus).add(rule, rule.pattern);
  }

  remove(name: string): void {
    const rule = this.#byName.get(name);
    if (rule === undefined) return;
    this.#byName.delete(name);
    this.#indexOf(rule.bus).remove(rule);
  }

  get(name: string): Rule | undefined {
    return this.#byName.get(name);
  }

  all(): readonly Rule[] {
    return [...this.#byName.values()];
  }

  /** The rules an event on a bus matches, in the order they were added. */
  match(bus: string, envelope: Envelope): readonly Rule[] {
    return this.#indexes.get(bus)?.match(eventOf(envelope)) ?? [];
  }

  #indexOf(bus: string): RuleIndex<Rule> {
    const known = this.#indexes.get(bus);
    if (known !== undefined) return known;
    const index = new RuleIndex<Rule>();
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
