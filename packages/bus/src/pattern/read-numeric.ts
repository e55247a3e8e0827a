import { InvalidPattern } from '../faults.ts';
import { isExact } from '../value/decimal.ts';
import type { Node } from './node.ts';
import type { NumberRange, Predicate } from './predicate.ts';

/** `{"numeric": ["=", 5]}`, one bound, or a lower bound and then an upper one (SPEC 3.4). */
export const readNumeric = (operand: Node, at: string): Predicate => {
  if (operand.kind !== 'array') throw new InvalidPattern('Value of numeric must be an array.', at);
  const [operator, bound, ...rest] = operand.items;
  if (operator?.kind !== 'string') throw new InvalidPattern('Invalid member in numeric match', `${at}[0]`);
  const value = readNumber(bound, `Value of ${operator.value} must be numeric`, `${at}[1]`);

  switch (operator.value) {
    case '=':
      noMore(rest, at);
      return { is: 'exactly', value };
    case '<':
    case '<=':
      noMore(rest, at);
      return below(everyNumber, value, operator.value === '<=');
    case '>':
    case '>=': {
      const range = { ...everyNumber, low: value, lowIncluded: operator.value === '>=' };
      return rest.length === 0 ? range : readUpper(range, rest, at);
    }
    default:
      throw new InvalidPattern(`Unrecognized numeric range operator: ${operator.value}`, `${at}[0]`);
  }
};

const everyNumber: NumberRange = {
  is: 'numeric',
  low: -Infinity,
  lowIncluded: false,
  high: Infinity,
  highIncluded: false,
};

const below = (range: NumberRange, high: number, highIncluded: boolean): NumberRange => ({
  ...range,
  high,
  highIncluded,
});

const readUpper = (range: NumberRange, [operator, bound, ...rest]: readonly Node[], at: string): Predicate => {
  if (operator?.kind !== 'string') throw new InvalidPattern('Bad value in numeric range', `${at}[2]`);
  if (operator.value !== '<' && operator.value !== '<=')
    throw new InvalidPattern(`Bad numeric range operator: ${operator.value}`, `${at}[2]`);
  const high = readNumber(bound, `Value of ${operator.value} must be numeric`, `${at}[3]`);
  if (rest.length > 0) throw new InvalidPattern('Too many terms in numeric range expression', at);
  if (range.low >= high) throw new InvalidPattern('Bottom must be less than top', at);
  return below(range, high, operator.value === '<=');
};

const noMore = (rest: readonly Node[], at: string): void => {
  if (rest.length > 0) throw new InvalidPattern('Too many elements in numeric expression', at);
};

/** A number that is compared by value, so it must be one that a double holds to the last digit (SPEC 2.3). */
export const readNumber = (node: Node | undefined, otherwise: string, at: string): number => {
  if (node?.kind !== 'number') throw new InvalidPattern(otherwise, at);
  if (!isExact(node.digits)) throw new InvalidPattern(`Cannot compare number: ${node.digits}`, at);
  return node.value === 0 ? 0 : node.value;
};
