import type { Json, JsonObject, JsonScalar } from '@espresso/kernel';
import { bind, satisfied, someLeaf } from '../match/bound.ts';
import { PathTree } from '../match/path-tree.ts';
import type { Alternative } from './alternatives.ts';
import type { Pattern } from './compile.ts';
import { jsonOf } from './node.ts';

/** Why an event matches a pattern, or why not. */
export interface Verdict {
  readonly matched: boolean;
  /** One for each way to satisfy the pattern: a pattern without `$or` has one. Any that matched is enough. */
  readonly branches: readonly BranchVerdict[];
}

export interface BranchVerdict {
  /**
   * `field`: a field does not hold. `elements`: each holds by itself, but only with leaves from different
   * elements of one array, which do not belong together.
   */
  readonly outcome: 'matched' | 'field' | 'elements';
  /** In the order of their paths. */
  readonly fields: readonly FieldVerdict[];
}

export interface FieldVerdict {
  /** Steps joined by dots. */
  readonly path: string;
  /** Every value that the event has there; none if the field is absent. */
  readonly held: readonly JsonScalar[];
  /** The pattern's entries for the field, as written; any would have done. */
  readonly wanted: readonly Json[];
  readonly matched: boolean;
}

/** Tries every branch to the end. For people and tests; `pattern.matches` gives the same answer faster. */
export const explain = (pattern: Pattern, event: JsonObject): Verdict => {
  const tree = new PathTree<never>();
  const bound = pattern.alternatives.map((alternative) => ({ alternative, fields: bind(alternative, tree) }));
  tree.gather(event);

  const branches = bound.map(({ alternative, fields }): BranchVerdict => {
    const matched = satisfied(fields, tree.generation);
    const verdicts = fields.map(({ leaves, test, absenceWillDo }, at): FieldVerdict => {
      const present = leaves.generation === tree.generation;
      return {
        path: leaves.path,
        held: present ? leaves.values.slice(0, leaves.count) : [],
        wanted: writtenAt(alternative, at),
        matched: matched || (present ? someLeaf(leaves, test) : absenceWillDo),
      };
    });
    const missed = verdicts.some((verdict) => !verdict.matched);
    return { outcome: matched ? 'matched' : missed ? 'field' : 'elements', fields: verdicts };
  });
  return { matched: branches.some(({ outcome }) => outcome === 'matched'), branches };
};

const writtenAt = (alternative: Alternative, at: number): readonly Json[] => alternative[at]?.written.map(jsonOf) ?? [];
