import type { Reader } from './reader.ts';
import type { Comparison, Operand, PathStep, Test } from './syntax.ts';

/** Reads the steps of a path inside the filter; handed in by the parser of paths, which calls this one for its filters. */
type ReadSteps = (reader: Reader) => readonly PathStep[] | undefined;

const COMPARISONS: readonly Comparison[] = ['==', '!=', '<=', '>=', '=~', '<', '>'];
const NUMBER = /-?\d+(\.\d+)?([eE][-+]?\d+)?/y;
const PATTERN = /\/(?:[^/\\]|\\.)+\/i?/y;
const WORD = /true\b|false\b|null\b/y;
const SET_WORD = /n?in\b/y;

/** `a && b || !c`, parentheses included; || binds least. */
export const parseTest = (reader: Reader, readSteps: ReadSteps): Test | undefined => {
  let left = parseAll(reader, readSteps);
  reader.blanks();
  while (left && reader.takes('||')) {
    const right = parseAll(reader, readSteps);
    left = right && { op: 'or', left, right };
    reader.blanks();
  }
  return left;
};

const parseAll = (reader: Reader, readSteps: ReadSteps): Test | undefined => {
  let left = parseOne(reader, readSteps);
  reader.blanks();
  while (left && reader.takes('&&')) {
    const right = parseOne(reader, readSteps);
    left = right && { op: 'and', left, right };
    reader.blanks();
  }
  return left;
};

const parseOne = (reader: Reader, readSteps: ReadSteps): Test | undefined => {
  reader.blanks();
  if (reader.takes('!')) {
    const test = parseOne(reader, readSteps);
    return test && { op: 'not', test };
  }
  if (reader.takes('(')) {
    const test = parseTest(reader, readSteps);
    reader.blanks();
    return test && reader.takes(')') ? test : undefined;
  }
  const left = operand(reader, readSteps);
  if (!left) return undefined;
  reader.blanks();
  const word = reader.match(SET_WORD);
  const by = word === 'in' || word === 'nin' ? word : COMPARISONS.find((sign) => reader.takes(sign));
  if (!by) return left.kind === 'path' ? { op: 'exists', operand: left } : undefined;
  reader.blanks();
  const right = operand(reader, readSteps);
  return right && { op: 'compares', by, left, right };
};

const operand = (reader: Reader, readSteps: ReadSteps): Operand | undefined => {
  const start = reader.peek();
  if (start === '@' || start === '$') {
    reader.at++;
    const steps = readSteps(reader);
    return steps && { kind: 'path', relative: start === '@', steps };
  }
  if (start === '/') return pattern(reader);
  if (start === '[') return list(reader);
  const value = scalar(reader);
  return value === undefined ? undefined : { kind: 'value', value };
};

const scalar = (reader: Reader): string | number | boolean | null | undefined => {
  const quoted = reader.quoted();
  if (quoted !== undefined) return quoted;
  const digits = reader.match(NUMBER);
  if (digits !== undefined) return Number(digits);
  const word = reader.match(WORD);
  return word === undefined ? undefined : word === 'null' ? null : word === 'true';
};

const pattern = (reader: Reader): Operand | undefined => {
  const text = reader.match(PATTERN);
  if (text === undefined) return undefined;
  const end = text.lastIndexOf('/');
  try {
    return { kind: 'pattern', pattern: new RegExp(`^(?:${text.slice(1, end)})$`, text.slice(end + 1)) };
  } catch {
    return undefined;
  }
};

const list = (reader: Reader): Operand | undefined => {
  reader.takes('[');
  const values: (string | number)[] = [];
  do {
    reader.blanks();
    const value = scalar(reader);
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    values.push(value);
    reader.blanks();
  } while (reader.takes(','));
  return reader.takes(']') ? { kind: 'value', value: values } : undefined;
};
