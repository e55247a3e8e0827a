import type { Json, JsonObject } from '@espresso/kernel';
import { bind, satisfied } from '../match/bound.ts';
import { PathTree } from '../match/path-tree.ts';
import { type Alternative, alternativesOf } from './alternatives.ts';
import { jsonOf, type Node, nodeOf } from './node.ts';
import { readText } from './read-text.ts';

/** A checked and compiled event pattern. */
export interface Pattern {
  /** The pattern as JSON. */
  readonly source: Json;
  /** The ways to satisfy it, `$or` multiplied out; each a list of fields in the order of their paths. */
  readonly alternatives: readonly Alternative[];
  /** Whether the event satisfies the pattern; the same answer that a `RuleIndex` gives. */
  matches(event: JsonObject): boolean;
}

/** Checks and compiles a pattern that has been parsed. Throws `InvalidPattern`. SPEC 1. */
export const compilePattern = (pattern: Json): Pattern => patternOf(pattern, nodeOf(pattern));

/**
 * Checks and compiles a pattern from its text. More precise than compiling parsed JSON: of a path written twice the
 * last counts but its neighbours stay, and a number with more digits than a double can hold is noticed. Throws
 * `InvalidPattern`, with line and column where the text is not JSON. SPEC 1.5, 2.3.
 */
export const compilePatternText = (text: string): Pattern => {
  const node = readText(text);
  return patternOf(jsonOf(node), node);
};

const patternOf = (source: Json, node: Node): Pattern => {
  const alternatives = alternativesOf(node);
  // A pattern that goes into an index is never matched by itself, so its own tree is made when first asked.
  let matcher: ((event: JsonObject) => boolean) | undefined;
  return { source, alternatives, matches: (event) => (matcher ??= matcherOf(alternatives))(event) };
};

const matcherOf = (alternatives: readonly Alternative[]): ((event: JsonObject) => boolean) => {
  const tree = new PathTree<never>();
  const bound = alternatives.map((alternative) => bind(alternative, tree));
  return (event) => {
    tree.gather(event);
    for (const fields of bound) if (satisfied(fields, tree.generation)) return true;
    return false;
  };
};
