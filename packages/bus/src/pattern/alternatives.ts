import { InvalidPattern } from '../faults.ts';
import { depthMax, type Entry, type Node } from './node.ts';
import type { Predicate } from './predicate.ts';
import { readLeaf } from './read-leaf.ts';

/** One field of a pattern: where it is and what may stand there, any of it. */
export interface Field {
  /** The steps to the leaf joined by dots, as the engine sees both patterns and events (SPEC 1.4). */
  readonly path: string;
  readonly wanted: readonly Predicate[];
  /** What the pattern says, as written. */
  readonly written: readonly Node[];
}

/** Fields that must all hold, in the order of their paths. A pattern is one of these, or several joined by `$or`. */
export type Alternative = readonly Field[];

/** `$or`s multiply; the service refuses a pattern that grows beyond this. */
const alternativesMax = 1_000;

/** Every way in which an event can satisfy the pattern. Throws `InvalidPattern`. */
export const alternativesOf = (root: Node): readonly Alternative[] => {
  if (root.kind !== 'object') throw new InvalidPattern('Filter is not an object', 'the pattern');
  try {
    return expand(root.entries, true);
  } catch (fault) {
    // SPEC 4.2: where `$or` cannot be a choice, it may still be the ordinary name of a field.
    if (!(fault instanceof InvalidPattern) || !mentionsOr(root)) throw fault;
    try {
      return expand(root.entries, false);
    } catch {
      throw fault;
    }
  }
};

const mentionsOr = (node: Node): boolean =>
  node.kind === 'object' && node.entries.some(({ key, value }) => key === '$or' || mentionsOr(value));

type Draft = ReadonlyMap<string, Field>;

const expand = (entries: readonly Entry[], orIsChoice: boolean): readonly Alternative[] =>
  new Expansion(orIsChoice).object(entries, [], '', false, [new Map()]).map((draft) =>
    // The engine visits fields in this order, and what is absent depends on what was chosen before (SPEC 5.4).
    [...draft.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
  );

class Expansion {
  readonly #orIsChoice: boolean;

  constructor(orIsChoice: boolean) {
    this.#orIsChoice = orIsChoice;
  }

  /** The drafts, each with the fields of these entries added; a path that was there already is replaced. */
  object(
    entries: readonly Entry[],
    steps: readonly string[],
    at: string,
    insideOr: boolean,
    drafts: readonly Draft[],
  ): readonly Draft[] {
    if (entries.length === 0) throw new InvalidPattern('Empty objects are not allowed', at || 'the pattern');
    if (steps.length > depthMax) throw new InvalidPattern(`More than ${depthMax} levels are not allowed`, at);
    for (const { key, value } of entries) {
      const place = at === '' ? key : `${at}.${key}`;
      if (key === '$or' && this.#orIsChoice) {
        drafts = this.#choice(value, steps, place, drafts);
        continue;
      }
      if (insideOr && reserved.has(key))
        throw new InvalidPattern(`${key} is Ruler reserved fieldName which cannot be used inside $or.`, place);
      if (value.kind === 'object') drafts = this.object(value.entries, [...steps, key], place, insideOr, drafts);
      else if (value.kind === 'array') drafts = write([...steps, key].join('.'), value.items, place, drafts);
      else throw new InvalidPattern(`"${key}" must be an object or an array`, place);
    }
    return drafts;
  }

  #choice(value: Node, steps: readonly string[], at: string, drafts: readonly Draft[]): readonly Draft[] {
    if (value.kind !== 'array') throw new InvalidPattern('It must be an Array followed with $or.', at);
    if (value.items.length * drafts.length > alternativesMax)
      throw new InvalidPattern(`Rule is too complex - $or makes more than ${alternativesMax} combinations`, at);
    const grown = value.items.flatMap((item, index) => {
      const place = `${at}[${index}]`;
      if (item.kind !== 'object')
        throw new InvalidPattern('Only JSON object is allowed in array of $or relationship.', place);
      return this.object(item.entries, steps, place, true, drafts);
    });
    if (value.items.length < 2) throw new InvalidPattern('There must have at least 2 Objects in $or relationship.', at);
    if (grown.length > alternativesMax)
      throw new InvalidPattern(`Rule is too complex - $or makes more than ${alternativesMax} combinations`, at);
    return grown;
  }
}

const write = (path: string, items: readonly Node[], at: string, drafts: readonly Draft[]): readonly Draft[] => {
  const field: Field = { path, wanted: readLeaf(items, at), written: items };
  return drafts.map((draft) => new Map(draft).set(path, field));
};

/** Names that cannot be fields inside `$or`: the operators, and those the engine keeps for later. */
const reserved = new Set([
  ...['exactly', 'equals-ignore-case', 'prefix', 'suffix', 'anything-but', 'exists', 'wildcard', 'numeric', 'cidr'],
  ...['=', '<', '<=', '>', '>=', 'regex', 'not-wildcard', 'not-equals-ignore-case'],
  ...['date-after', 'date-on-or-after', 'date-before', 'date-on-or-before', 'in-date-range'],
  ...['ip-address-in-range', 'ip-address-not-in-range'],
]);
