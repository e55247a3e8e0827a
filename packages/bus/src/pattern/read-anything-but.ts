import { InvalidPattern } from '../faults.ts';
import type { Entry, Node } from './node.ts';
import type { Predicate } from './predicate.ts';
import { readNumber } from './read-numeric.ts';
import { onlyEntry } from './read-parts.ts';
import { readWildcard } from './read-wildcard.ts';

/** What `anything-but` excludes: strings, numbers, or one kind of match with one or more strings (SPEC 3.8). */
export const readAnythingBut = (operand: Node, at: string): Predicate => ({
  is: 'anything-but',
  excluded: operand.kind === 'object' ? readKind(onlyEntry(operand.entries, unnamed, at), at) : readValues(operand, at),
});

const unnamed = 'Anything-But expression name not found';
const valuesWanted = 'Value of anything-but must be an array or single string/number value.';
const oneTypeWanted = 'Inside anything but list, either all values are number or string, mixed type is not supported';

const readValues = (operand: Node, at: string): readonly Predicate[] => {
  const items = operand.kind === 'array' ? operand.items : [operand];
  const excluded = items.map((item, index): Predicate => {
    const place = operand.kind === 'array' ? `${at}[${index}]` : at;
    // An address is excluded as the text it is, unlike in a plain leaf.
    if (item.kind === 'string') return { is: 'exactly', value: item.value };
    if (item.kind === 'number') return { is: 'exactly', value: readNumber(item, valuesWanted, place) };
    throw new InvalidPattern(
      operand.kind === 'array' ? 'Inside anything but list, start|null|boolean is not supported.' : valuesWanted,
      place,
    );
  });
  const [first] = items;
  if (first === undefined || items.some(({ kind }) => kind !== first.kind)) throw new InvalidPattern(oneTypeWanted, at);
  return excluded;
};

const readKind = ({ key, value: operand }: Entry, at: string): readonly Predicate[] => {
  if (key !== 'prefix' && key !== 'suffix' && key !== 'equals-ignore-case' && key !== 'wildcard')
    throw new InvalidPattern(`Unsupported anything-but pattern: ${key}`, at);
  const inside = `${at}.${key}`;
  const items = operand.kind === 'array' ? operand.items : [operand];
  if (items.length === 0) throw new InvalidPattern('Empty arrays are not allowed', inside);
  return items.map((item, index): Predicate => {
    const place = operand.kind === 'array' ? `${inside}[${index}]` : inside;
    if (item.kind !== 'string')
      throw new InvalidPattern(`Inside anything-but/${key}, only a string or a list of strings is supported.`, place);
    if (key === 'wildcard') return readWildcard(item.value, place);
    if (item.value === '' && key !== 'equals-ignore-case')
      throw new InvalidPattern('Null prefix/suffix not allowed', place);
    return { is: key, text: item.value };
  });
};
