import type { BoundField } from './bound-field.ts';
import type { Element } from './leaves.ts';

/**
 * The elements that the fields so far have settled on. Only what a later field can still contradict is kept,
 * innermost elements only: each stands for those around it as well.
 */
type Choice = readonly Element[];

const nothingChosen: Choice = [];

/**
 * Whether leaves can be chosen, one per field, no two of them from different elements of one array (SPEC 5.3).
 * Fields come in the order of their paths, so those under one array are neighbours: once they are passed, its
 * elements are forgotten, and choices that differ in nothing else become one. That keeps the work polynomial.
 */
export const choiceExists = <Attached>(fields: readonly BoundField<Attached>[], generation: number): boolean => {
  let choices: readonly Choice[] = [nothingChosen];
  for (const [at, field] of fields.entries()) {
    choices = extend(choices, field, generation, fields[at + 1]?.leaves.path ?? '');
    if (choices.length === 0) return false;
  }
  return true;
};

const extend = <Attached>(
  choices: readonly Choice[],
  { leaves, test, absenceWillDo }: BoundField<Attached>,
  generation: number,
  nextPath: string,
): readonly Choice[] => {
  const grown = new Map<number | string, Choice>();
  const count = leaves.generation === generation ? leaves.count : 0;
  for (const choice of choices) {
    let present = false;
    for (let at = 0; at < count; at++) {
      const element = leaves.elements[at] ?? null;
      if (!agrees(choice, element)) continue;
      present = true;
      const value = leaves.values[at];
      if (value !== undefined && test(value)) keep(grown, relevant(join(choice, element), nextPath));
    }
    // Absent means: not in what has been chosen so far (SPEC 5.4).
    if (!present && absenceWillDo) keep(grown, relevant(choice, nextPath));
  }
  return [...grown.values()];
};

const keep = (grown: Map<number | string, Choice>, choice: Choice): void => {
  const [only] = choice;
  grown.set(choice.length === 1 && only !== undefined ? only.id : choice.map(({ id }) => id).join(), choice);
};

const agrees = (choice: Choice, element: Element | null): boolean => {
  if (element !== null) for (const chosen of choice) if (!consistent(chosen, element)) return false;
  return true;
};

/** Whether two elements, with those around them, never are different elements of one array. */
const consistent = (one: Element, other: Element): boolean => {
  let a: Element | null = one;
  let b: Element | null = other;
  while (a !== null && a.depth > other.depth) a = a.parent;
  while (b !== null && b.depth > one.depth) b = b.parent;
  while (a !== b && a !== null && b !== null) {
    if (a.array === b.array) return false;
    a = a.parent;
    b = b.parent;
  }
  return true;
};

const join = (choice: Choice, element: Element | null): Choice => {
  if (element === null || choice.some((chosen) => isWithin(chosen, element))) return choice;
  return [...choice.filter((chosen) => !isWithin(element, chosen)), element];
};

const isWithin = (inner: Element, outer: Element): boolean => {
  let at: Element | null = inner;
  while (at !== null && at.depth > outer.depth) at = at.parent;
  return at === outer;
};

/** The choice without the elements of arrays that the rest of the fields do not go through. */
const relevant = (choice: Choice, nextPath: string): Choice => {
  let kept: Choice = nothingChosen;
  for (const chosen of choice) {
    let element: Element | null = chosen;
    while (element !== null && !nextPath.startsWith(element.prefix)) element = element.parent;
    kept = join(kept, element);
  }
  return kept;
};
