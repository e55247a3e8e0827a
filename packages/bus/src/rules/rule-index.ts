import type { JsonObject } from '@espresso/kernel';
import { bind, satisfied } from '../match/bound.ts';
import type { BoundField } from '../match/bound-field.ts';
import { PathTree } from '../match/path-tree.ts';
import type { Alternative } from '../pattern/alternatives.ts';
import type { Pattern } from '../pattern/compile.ts';
import { type Access, accessOf } from './access.ts';
import type { Sink } from './tables.ts';
import { ValueIndex } from './value-index.ts';

/** A rule with all that the index keeps for it. */
interface Member<Rule> {
  readonly rule: Rule;
  /** Rules come out in the order in which they were added. */
  readonly order: number;
  readonly entries: Entry<Rule>[];
  /** The last event that it matched, by generation. */
  matched: number;
}

/** One alternative of a rule's pattern. */
interface Entry<Rule> {
  readonly member: Member<Rule>;
  readonly fields: readonly Bound<Rule>[];
  /** How an event finds it: by one field, whichever the fewest others are found by. */
  readonly found: Found<Rule> | undefined;
  /** The last event it was tested on, by generation. */
  tested: number;
}

type Bound<Rule> = BoundField<ValueIndex<Entry<Rule>>>;

interface Found<Rule> {
  readonly field: Bound<Rule>;
  readonly accesses: readonly Access[];
}

/**
 * Rules by what they listen to. An event finds candidates through the values it holds, and each candidate is then
 * tested in full; rules share nothing but the way to them, so adding and removing one cannot disturb another, and the
 * answer is that of testing every rule in turn (SPEC 6). The cost of a match grows with the event and with the
 * candidates, not with the rules.
 */
export class RuleIndex<Rule> {
  readonly #tree = new PathTree<ValueIndex<Entry<Rule>>>();
  readonly #members = new Map<Rule, Member<Rule>>();
  /** Alternatives that an event without any of their fields satisfies: tested on every event. */
  readonly #unfindable = new Set<Entry<Rule>>();
  #order = 0;
  #matched: Member<Rule>[] = [];

  readonly #sink: Sink<Entry<Rule>> = {
    consider: (entries) => {
      for (const entry of entries) this.#test(entry);
    },
  };

  /** Adds a rule. A rule that is there already gets the new pattern instead, as PutRule would have it. */
  add(rule: Rule, pattern: Pattern): void {
    this.remove(rule);
    const member: Member<Rule> = { rule, order: this.#order++, entries: [], matched: 0 };
    for (const alternative of pattern.alternatives) member.entries.push(this.#enter(member, alternative));
    this.#members.set(rule, member);
  }

  /** Removes a rule; one that is not there is no fault. */
  remove(rule: Rule): void {
    const member = this.#members.get(rule);
    if (member === undefined) return;
    this.#members.delete(rule);
    for (const entry of member.entries) this.#leave(entry);
  }

  /** The rules whose patterns the event satisfies, each once, in the order in which they were added. */
  match(event: JsonObject): Rule[] {
    const tree = this.#tree;
    tree.gather(event);
    this.#matched = [];
    for (let at = 0; at < tree.seenCount; at++) {
      const leaves = tree.seen[at];
      const index = leaves?.attached;
      if (leaves === undefined || index === undefined) continue;
      if (index.any.length > 0) this.#sink.consider(index.any);
      for (let leaf = 0; leaf < leaves.count; leaf++) {
        const value = leaves.values[leaf];
        if (value !== undefined) index.probe(value, this.#sink);
      }
    }
    for (const entry of this.#unfindable) this.#test(entry);
    if (this.#matched.length > 1) this.#matched.sort((a, b) => a.order - b.order);
    return this.#matched.map(({ rule }) => rule);
  }

  /** Number of rules. */
  get size(): number {
    return this.#members.size;
  }

  #test(entry: Entry<Rule>): void {
    const { generation } = this.#tree;
    const { member } = entry;
    if (entry.tested === generation || member.matched === generation) return;
    entry.tested = generation;
    if (!satisfied(entry.fields, generation)) return;
    member.matched = generation;
    this.#matched.push(member);
  }

  #enter(member: Member<Rule>, alternative: Alternative): Entry<Rule> {
    const fields = bind(alternative, this.#tree);
    const entry: Entry<Rule> = { member, fields, found: this.#cheapest(fields, alternative), tested: 0 };
    if (entry.found === undefined) this.#unfindable.add(entry);
    else {
      const index = (entry.found.field.leaves.attached ??= new ValueIndex());
      for (const access of entry.found.accesses) index.add(access, entry);
    }
    return entry;
  }

  #leave(entry: Entry<Rule>): void {
    this.#unfindable.delete(entry);
    const { found } = entry;
    const index = found?.field.leaves.attached;
    if (found !== undefined && index !== undefined) {
      for (const access of found.accesses) index.remove(access, entry);
      if (index.size === 0) found.field.leaves.attached = undefined;
    }
    for (const { leaves } of entry.fields) this.#tree.release(leaves);
  }

  #cheapest(fields: readonly Bound<Rule>[], alternative: Alternative): Found<Rule> | undefined {
    let cheapest: Found<Rule> | undefined;
    let costMin = Infinity;
    for (const [at, field] of fields.entries()) {
      // An event can satisfy it without a leaf here, so it cannot be relied on to be found here.
      if (field.absenceWillDo) continue;
      const accesses = (alternative[at]?.wanted ?? []).flatMap((predicate) => accessOf(predicate) ?? []);
      const cost = accesses.reduce((sum, access) => sum + costOf(field.leaves.attached, access), 0);
      if (cost >= costMin) continue;
      costMin = cost;
      cheapest = { field, accesses };
    }
    return cheapest;
  }
}

const costOf = <Rule>(index: ValueIndex<Entry<Rule>> | undefined, access: Access): number =>
  (index ?? emptyIndex).cost(access);

const emptyIndex = new ValueIndex<never>();
