import { parseTest } from './parse-filter.ts';
import { Reader } from './reader.ts';
import type { Path, PathStep } from './syntax.ts';

const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const FIELD = /[^\s.[\]()'",*$@?:=<>!&|]+/uy;
const INTEGER = /-?\d+/y;

/** `undefined` when the text is no path. */
export const parsePath = (text: string): Path | undefined => {
  const reader = new Reader(text);
  if (!reader.takes('$')) return undefined;
  const root = rootOf(reader);
  const steps = parseSteps(reader);
  if (!steps || !reader.ended) return undefined;
  return { text, root, steps, definite: steps.every(({ kind }) => kind === 'field' || kind === 'index') };
};

const rootOf = (reader: Reader): Path['root'] => {
  if (reader.takes('$')) return { of: 'context' };
  const name = reader.match(NAME);
  return name === undefined ? { of: 'data' } : { of: 'variable', name };
};

/** A Reference Path: definite, and at the data at hand (ASL specification, "Reference Paths"). */
export const parseReferencePath = (text: string): Path | undefined => {
  const path = parsePath(text);
  const isReference = path?.definite === true && path.root.of === 'data';
  return isReference && path.steps.every((step) => step.kind !== 'index' || step.index >= 0) ? path : undefined;
};

export const parseSteps = (reader: Reader): readonly PathStep[] | undefined => {
  const steps: PathStep[] = [];
  for (;;) {
    if (reader.takes('..')) {
      steps.push({ kind: 'descend' });
      if (reader.peek() === '[') continue;
      if (!pushField(reader, steps)) return undefined;
    } else if (reader.takes('.')) {
      if (!pushField(reader, steps)) return undefined;
    } else if (reader.takes('[')) {
      const step = bracket(reader);
      if (!step) return undefined;
      steps.push(step);
    } else return steps;
  }
};

const pushField = (reader: Reader, steps: PathStep[]): boolean => {
  if (reader.takes('*')) {
    steps.push({ kind: 'wildcard' });
    return true;
  }
  const name = reader.match(FIELD);
  if (name === undefined) return false;
  steps.push({ kind: 'field', name });
  return true;
};

const bracket = (reader: Reader): PathStep | undefined => {
  reader.blanks();
  const step = insideBracket(reader);
  reader.blanks();
  return step && reader.takes(']') ? step : undefined;
};

const insideBracket = (reader: Reader): PathStep | undefined => {
  if (reader.takes('*')) return { kind: 'wildcard' };
  if (reader.takes('?')) {
    reader.blanks();
    if (!reader.takes('(')) return undefined;
    const test = parseTest(reader, parseSteps);
    reader.blanks();
    return test && reader.takes(')') ? { kind: 'filter', test } : undefined;
  }
  if (reader.peek() === "'" || reader.peek() === '"') return quotedNames(reader);
  return numbers(reader);
};

const quotedNames = (reader: Reader): PathStep | undefined => {
  const names: string[] = [];
  do {
    reader.blanks();
    const name = reader.quoted();
    if (name === undefined) return undefined;
    names.push(name);
    reader.blanks();
  } while (reader.takes(','));
  const [name] = names;
  return names.length === 1 && name !== undefined ? { kind: 'field', name } : { kind: 'fields', names };
};

const numbers = (reader: Reader): PathStep | undefined => {
  const first = integer(reader);
  if (reader.takes(':')) {
    const to = integer(reader);
    const by = reader.takes(':') ? integer(reader) : 1;
    return by === undefined || by < 1 ? undefined : { kind: 'slice', from: first, to, by };
  }
  if (first === undefined) return undefined;
  const indexes = [first];
  while (reader.takes(',')) {
    const next = integer(reader);
    if (next === undefined) return undefined;
    indexes.push(next);
  }
  return indexes.length === 1 ? { kind: 'index', index: first } : { kind: 'indexes', indexes };
};

const integer = (reader: Reader): number | undefined => {
  reader.blanks();
  const digits = reader.match(INTEGER);
  reader.blanks();
  return digits === undefined ? undefined : Number(digits);
};
