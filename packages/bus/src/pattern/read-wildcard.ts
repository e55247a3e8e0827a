import { InvalidPattern } from '../faults.ts';
import { complexity } from '../value/wildcard.ts';
import type { Predicate } from './predicate.ts';

/** The service accepts 7 and refuses 11 (SPEC 3.5); in between we accept. */
const complexityMax = 10;

/** The pieces between the stars of a wildcard; a backslash takes a star or a backslash as it is. */
export const readWildcard = (text: string, at: string): Predicate => {
  const pieces: string[] = [];
  let piece = '';
  for (let index = 0; index < text.length; index++) {
    const letter = text.charAt(index);
    const next = text.charAt(index + 1);
    if (letter === '\\') {
      if (next !== '*' && next !== '\\')
        throw new InvalidPattern(`Invalid escape character at pos ${bytePosition(text, index)}`, at);
      piece += next;
      index++;
    } else if (letter === '*') {
      if (next === '*')
        throw new InvalidPattern(`Consecutive wildcard characters at pos ${bytePosition(text, index)}`, at);
      pieces.push(piece);
      piece = '';
    } else piece += letter;
  }
  pieces.push(piece);
  if (pieces.length === 1) return { is: 'exactly', value: piece };
  if (complexity(pieces, complexityMax + 1) > complexityMax) throw new InvalidPattern(tooComplex, at);
  return { is: 'wildcard', pieces };
};

const tooComplex =
  'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character';

/** The service counts UTF-8 bytes, and the opening quote is the first of them. */
const bytePosition = (text: string, index: number): number => new TextEncoder().encode(text.slice(0, index)).length + 1;
