import type { Alternative } from '../pattern/alternatives.ts';
import { type Test, testOf } from '../value/test.ts';
import { choiceExists } from './choice.ts';
import type { BoundField } from './bound-field.ts';
import type { Leaves } from './leaves.ts';
import type { PathTree } from './path-tree.ts';

export const bind = <Attached>(alternative: Alternative, tree: PathTree<Attached>): readonly BoundField<Attached>[] =>
  alternative.map(({ path, wanted }) => ({
    leaves: tree.claim(path),
    test: testOf(wanted),
    absenceWillDo: wanted.some(({ is }) => is === 'absent'),
  }));

/** Whether the event gathered last satisfies every field, with leaves that can be taken together. */
export const satisfied = <Attached>(fields: readonly BoundField<Attached>[], generation: number): boolean => {
  let fieldsInElements = 0;
  let allHold = true;
  for (const { leaves, test, absenceWillDo } of fields) {
    if (leaves.generation !== generation) {
      if (!absenceWillDo) return false;
      continue;
    }
    if (leaves.inElements) fieldsInElements++;
    if (!someLeaf(leaves, test)) {
      // A field that may be absent can still be so in the element that an earlier field chose.
      if (!absenceWillDo || !leaves.inElements) return false;
      allHold = false;
    }
  }
  // Nothing can contradict itself unless two fields take leaves from elements of arrays.
  return fieldsInElements < 2 ? allHold : choiceExists(fields, generation);
};

export const someLeaf = <Attached>({ values, count }: Leaves<Attached>, test: Test): boolean => {
  for (let at = 0; at < count; at++) {
    const value = values[at];
    if (value !== undefined && test(value)) return true;
  }
  return false;
};
