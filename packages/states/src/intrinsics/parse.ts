import { parsePath } from '../jsonpath/parse.ts';
import { Reader } from '../jsonpath/reader.ts';
import type { Path } from '../jsonpath/syntax.ts';
import { isIntrinsic, type IntrinsicName } from './functions.ts';

/** An intrinsic function call, parsed (ASL specification, appendix B). */
export interface IntrinsicCall {
  readonly kind: 'call';
  readonly text: string;
  readonly name: IntrinsicName;
  readonly args: readonly IntrinsicArgument[];
}

export type IntrinsicArgument =
  | IntrinsicCall
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null };

const NAME = /States\.[A-Za-z0-9]+/y;
const NUMBER = /-?\d+(\.\d+)?([eE][-+]?\d+)?/y;
const WORD = /(?:true|false|null)\b/y;
const NESTED_MAX = 10;

/** `undefined` when the text is no call of a known function. */
export const parseIntrinsic = (text: string): IntrinsicCall | undefined => {
  const reader = new Reader(text.trim());
  const call = parseCall(reader, 1);
  return call && reader.ended ? call : undefined;
};

const parseCall = (reader: Reader, depth: number): IntrinsicCall | undefined => {
  const start = reader.at;
  const name = reader.match(NAME);
  if (name === undefined || !isIntrinsic(name) || depth > NESTED_MAX || !reader.takes('(')) return undefined;
  const args: IntrinsicArgument[] = [];
  reader.blanks();
  if (!reader.takes(')')) {
    do {
      const arg = parseArgument(reader, depth);
      if (!arg) return undefined;
      args.push(arg);
    } while (reader.takes(','));
    if (!reader.takes(')')) return undefined;
  }
  return { kind: 'call', text: reader.text.slice(start, reader.at), name, args };
};

const parseArgument = (reader: Reader, depth: number): IntrinsicArgument | undefined => {
  reader.blanks();
  const arg = bareArgument(reader, depth);
  reader.blanks();
  return arg;
};

const bareArgument = (reader: Reader, depth: number): IntrinsicArgument | undefined => {
  if (reader.peek() === "'") return literal(reader);
  if (reader.peek() === '$') return pathArgument(reader);
  if (reader.text.startsWith('States.', reader.at)) return parseCall(reader, depth + 1);
  const digits = reader.match(NUMBER);
  if (digits !== undefined) return { kind: 'value', value: Number(digits) };
  const word = reader.match(WORD);
  return word === undefined ? undefined : { kind: 'value', value: word === 'null' ? null : word === 'true' };
};

/** `'…'`: `\'` and `\\` stand for the character; `\{` and `\}` stay, for States.Format to read; a bare `"` escape is refused. */
const literal = (reader: Reader): IntrinsicArgument | undefined => {
  let value = '';
  for (let at = reader.at + 1; at < reader.text.length; at++) {
    const char = reader.text[at] ?? '';
    if (char === "'") {
      reader.at = at + 1;
      return { kind: 'value', value };
    }
    if (char !== '\\') {
      value += char;
      continue;
    }
    const escaped = reader.text[++at] ?? '';
    if (escaped === '"') return undefined;
    value += escaped === "'" || escaped === '\\' ? escaped : `\\${escaped}`;
  }
  return undefined;
};

/** A path ends at the comma or parenthesis that is outside its own brackets. */
const pathArgument = (reader: Reader): IntrinsicArgument | undefined => {
  const start = reader.at;
  let open = 0;
  let quote = '';
  for (; !reader.ended; reader.at++) {
    const char = reader.peek();
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (open > 0 && (char === "'" || char === '"')) quote = char;
    else if (char === '[') open++;
    else if (char === ']') open--;
    else if (open === 0 && (char === ',' || char === ')')) break;
  }
  const path = parsePath(reader.text.slice(start, reader.at).trim());
  return path && { kind: 'path', path };
};
