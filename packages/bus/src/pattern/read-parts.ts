import { InvalidPattern } from '../faults.ts';
import type { Entry, Node } from './node.ts';

/** The one key of a match object and its operand. */
export const onlyEntry = (entries: readonly Entry[], none: string, at: string): Entry => {
  const [entry, another] = entries;
  if (entry === undefined) throw new InvalidPattern(none, at);
  if (another !== undefined) throw new InvalidPattern('Only one key allowed in match expression', at);
  return entry;
};

export const readString = (operand: Node, otherwise: string, at: string): string => {
  if (operand.kind !== 'string') throw new InvalidPattern(otherwise, at);
  return operand.value;
};
