import { InvalidPattern } from '../faults.ts';
import { type AddressRange, addressOf, bitsOf, rangeOf } from '../value/address.ts';
import type { Entry, Node } from './node.ts';
import type { Predicate } from './predicate.ts';
import { readAnythingBut } from './read-anything-but.ts';
import { onlyEntry, readString } from './read-parts.ts';
import { readNumeric } from './read-numeric.ts';
import { readWildcard } from './read-wildcard.ts';

/** The entries of one leaf, of which a value has to satisfy one (SPEC 1.3). */
export const readLeaf = (items: readonly Node[], at: string): readonly Predicate[] => {
  if (items.length === 0) throw new InvalidPattern('Empty arrays are not allowed', at);
  return items.map((item, index) => readEntry(item, `${at}[${index}]`));
};

const readEntry = (item: Node, at: string): Predicate => {
  switch (item.kind) {
    case 'string': {
      const address = addressOf(item.value);
      if (address === undefined) return { is: 'exactly', value: item.value };
      return { is: 'address', range: rangeOf(address, bitsOf[address.family]) };
    }
    case 'number':
      if (!Number.isFinite(item.value)) throw new InvalidPattern(`Cannot compare number: ${item.digits}`, at);
      return { is: 'exactly', value: item.value === 0 ? 0 : item.value };
    case 'literal':
      return { is: 'exactly', value: item.value };
    case 'array':
      throw new InvalidPattern('Match value must be String, number, true, false, or null', at);
    case 'object':
      return readMatch(onlyEntry(item.entries, 'Match expression name not found', at), at);
  }
};

const readMatch = ({ key, value: operand }: Entry, at: string): Predicate => {
  const place = `${at}.${key}`;
  switch (key) {
    case 'exactly':
      return { is: 'exactly', value: readString(operand, 'exact match pattern must be a string', place) };
    case 'prefix':
    case 'suffix':
      return readAffix(key, operand, place);
    case 'equals-ignore-case':
      return { is: key, text: readString(operand, `${key} match pattern must be a string`, place) };
    case 'wildcard':
      return readWildcard(readString(operand, 'wildcard match pattern must be a string', place), place);
    case 'numeric':
      return readNumeric(operand, place);
    case 'anything-but':
      return readAnythingBut(operand, place);
    case 'cidr':
      return { is: 'address', range: readCidr(operand, place) };
    case 'exists':
      if (operand.kind !== 'literal' || operand.value === null)
        throw new InvalidPattern('exists match pattern must be either true or false.', place);
      return { is: operand.value ? 'present' : 'absent' };
    default:
      throw new InvalidPattern(`Unrecognized match type ${key}`, at);
  }
};

/** `prefix` and `suffix` take a string, or exactly `{"equals-ignore-case": string}`. */
const readAffix = (is: 'prefix' | 'suffix', operand: Node, at: string): Predicate => {
  const mustBeString = `${is} match pattern must be a string`;
  if (operand.kind !== 'object') return { is, text: readString(operand, mustBeString, at) };
  const { key, value } = onlyEntry(operand.entries, mustBeString, at);
  if (key !== 'equals-ignore-case') throw new InvalidPattern(`Unsupported ${is} pattern: ${key}`, at);
  return { is: `${is}-ignore-case`, text: readString(value, mustBeString, `${at}.${key}`) };
};

/** `address/mask`; a mask as long as the address is refused, as it is by the service's engine (SPEC 3.7). */
const readCidr = (operand: Node, at: string): AddressRange => {
  const text = readString(operand, 'cidr match pattern must be a string', at);
  const [host = '', mask = '', ...rest] = text.split('/');
  if (rest.length > 0 || !text.includes('/')) throw new InvalidPattern("Malformed CIDR, one '/' required", at);
  const address = addressOf(host);
  if (address === undefined) throw new InvalidPattern(`Nonstandard IP address: ${host}`, at);
  if (!/^\d{1,3}$/.test(mask)) throw new InvalidPattern('Malformed CIDR, mask bits must be an integer', at);
  if (Number(mask) >= bitsOf[address.family])
    throw new InvalidPattern(`IPv${address.family} mask bits must be < ${bitsOf[address.family]}`, at);
  return rangeOf(address, Number(mask));
};
