import { parseJson } from '@espresso/kernel';
import { InvalidPattern } from '../faults.ts';
import { depthMax, type Entry, type Node } from './node.ts';

/* Sticky, so that each reads exactly at the cursor. */
const blank = /[ \t\n\r]*/y;
const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const quoted = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const word = /true|false|null/y;

/** Reads JSON text (RFC 8259) keeping duplicate keys and the digits of numbers. Throws `InvalidPattern`. */
export const readText = (text: string): Node => {
  let at = 0;

  const fail = (reason: string): never => {
    const before = text.slice(0, at).split('\n');
    throw new InvalidPattern(reason, `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`);
  };
  const take = (token: RegExp): string | undefined => {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const sees = (mark: string): boolean => {
    take(blank);
    if (text[at] !== mark) return false;
    at++;
    return true;
  };
  const unexpected = (): never =>
    fail(at < text.length ? `Unexpected character (${JSON.stringify(text[at])})` : 'Unexpected end-of-input');

  const readString = (): string => {
    const found = take(quoted);
    const value = found === undefined ? unexpected() : parseJson(found);
    return typeof value === 'string' ? value : unexpected();
  };

  const readObject = (depth: number): Node => {
    const entries: Entry[] = [];
    if (sees('}')) return { kind: 'object', entries };
    do {
      take(blank);
      const key = readString();
      if (!sees(':')) unexpected();
      entries.push({ key, value: readValue(depth + 1) });
    } while (sees(','));
    return sees('}') ? { kind: 'object', entries } : unexpected();
  };

  const readArray = (depth: number): Node => {
    const items: Node[] = [];
    if (sees(']')) return { kind: 'array', items };
    do items.push(readValue(depth + 1));
    while (sees(','));
    return sees(']') ? { kind: 'array', items } : unexpected();
  };

  const readValue = (depth: number): Node => {
    if (depth > depthMax) fail(`More than ${depthMax} levels are not allowed`);
    if (sees('{')) return readObject(depth);
    if (sees('[')) return readArray(depth);
    if (text[at] === '"') return { kind: 'string', value: readString() };
    const digits = take(numeral);
    if (digits !== undefined) return { kind: 'number', value: Number(digits), digits };
    const literal = take(word);
    if (literal === undefined) return unexpected();
    return { kind: 'literal', value: literal === 'null' ? null : literal === 'true' };
  };

  const node = readValue(0);
  take(blank);
  return at === text.length ? node : unexpected();
};
