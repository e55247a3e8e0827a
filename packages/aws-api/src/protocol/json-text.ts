import { parseJson, type Json } from '@espresso/kernel';

/** What is wrong with a text that is not JSON, in the words of the parser that Step Functions uses (Jackson). */
export interface JsonFault {
  readonly message: string;
  /** `[Source: (String)"…"; line: 1, column: 4]`. */
  readonly location: string;
}

/** The JSON of a text, or what is wrong with it. */
export const readJson = (text: string): { readonly value: Json } | JsonFault => {
  try {
    return { value: parseJson(text) };
  } catch {
    return findFault(text);
  }
};

export const isFault = (read: { readonly value: Json } | JsonFault): read is JsonFault => 'message' in read;

const WORDS = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const SHOWN_MAX = 500;

/** Finds the first fault of a text that JSON.parse refused. `at` is always behind what has been read. */
const findFault = (text: string): JsonFault => {
  let at = 0;
  const open: { readonly kind: 'Object' | 'Array'; readonly at: number }[] = [];

  const place = (index: number): string => {
    const lines = text.slice(0, index).split('\n');
    const shown =
      text.length > SHOWN_MAX
        ? `"${text.slice(0, SHOWN_MAX)}"[truncated ${text.length - SHOWN_MAX} chars]`
        : `"${text}"`;
    return `[Source: (String)${shown}; line: ${lines.length}, column: ${(lines.at(-1) ?? '').length + 1}]`;
  };
  const fault = (message: string): JsonFault => ({ message, location: place(at) });
  const unexpected = (expected: string): JsonFault => {
    const character = text.charAt(at);
    at++;
    return fault(`Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${expected}`);
  };
  const end = (): JsonFault => {
    const inner = open.at(-1);
    return inner === undefined
      ? fault('No content to map due to end-of-input')
      : fault(`Unexpected end-of-input: expected close marker for ${inner.kind} (start marker at ${place(inner.at)})`);
  };
  const blanks = (): void => {
    while (/[ \t\r\n]/.test(text.charAt(at))) at++;
  };
  const string = (): JsonFault | undefined => {
    for (at++; at < text.length; at++) {
      const character = text.charAt(at);
      if (character === '\\') at++;
      else if (character === '"') {
        at++;
        return undefined;
      } else if (character < ' ') {
        at++;
        return fault(
          `Illegal unquoted character ((CTRL-CHAR, code ${character.charCodeAt(0)})): has to be escaped using backslash to be included in string value`,
        );
      }
    }
    return fault('Unexpected end-of-input: was expecting closing quote for a string value');
  };
  const value = (): JsonFault | undefined => {
    blanks();
    const character = text.charAt(at);
    if (at >= text.length) return end();
    if (character === '{') return members('Object', '}');
    if (character === '[') return members('Array', ']');
    if (character === '"') return string();
    const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/.exec(text.slice(at))?.[0];
    const word = /^[A-Za-z_$][\w$]*/.exec(text.slice(at))?.[0];
    if (number !== undefined) at += number.length;
    else if (word === undefined) return unexpected(`expected a valid value ${WORDS}`);
    else {
      at += word.length;
      if (!['true', 'false', 'null'].includes(word))
        return fault(`Unrecognized token '${word}': was expecting ${WORDS}`);
    }
    return undefined;
  };
  const members = (kind: 'Object' | 'Array', close: string): JsonFault | undefined => {
    open.push({ kind, at });
    at++;
    for (let count = 0; ; count++) {
      blanks();
      if (at >= text.length) return end();
      if (count === 0 && text.charAt(at) === close) break;
      const found = kind === 'Object' ? member() : value();
      if (found !== undefined) return found;
      blanks();
      if (at >= text.length) return end();
      if (text.charAt(at) === close) break;
      if (text.charAt(at) !== ',') return unexpected(`was expecting comma to separate ${kind} entries`);
      at++;
    }
    at++;
    open.pop();
    return undefined;
  };
  const member = (): JsonFault | undefined => {
    if (text.charAt(at) !== '"') return unexpected('was expecting double-quote to start field name');
    const name = string();
    if (name !== undefined) return name;
    blanks();
    if (at >= text.length) return end();
    if (text.charAt(at) !== ':') return unexpected('was expecting a colon to separate field name and value');
    at++;
    return value();
  };

  const found = value();
  if (found !== undefined) return found;
  blanks();
  const word = /^[A-Za-z_$][\w$]*/.exec(text.slice(at))?.[0];
  if (word === undefined) return unexpected(`expected a valid value ${WORDS}`);
  at += word.length;
  return fault(`Unrecognized token '${word}': was expecting ${WORDS}`);
};
