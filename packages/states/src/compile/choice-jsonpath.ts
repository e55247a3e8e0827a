import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { runtimeFault } from '../fault.ts';
import { isArray } from '../json.ts';
import { type Read, readPath, seekPath } from '../jsonpath/read.ts';
import type { Scope } from '../scope.ts';
import { parseTimestamp } from '../timestamp.ts';
import { objectsOf, textOf } from './fields.ts';
import { wildcard } from './wildcard.ts';

export type Rule = (data: Json, scope: Scope) => boolean;

type Order = 'Equals' | 'LessThan' | 'GreaterThan' | 'LessThanEquals' | 'GreaterThanEquals';
type Kind = 'String' | 'Numeric' | 'Timestamp' | 'Boolean';

const HOLDS = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  GreaterThan: (left, right) => left > right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThanEquals: (left, right) => left >= right,
} as const satisfies Record<Order, (left: string | number | boolean, right: string | number | boolean) => boolean>;

const KIND_AND_ORDER =
  /^(String|Numeric|Timestamp|Boolean)((?:LessThan|GreaterThan)?Equals|LessThan|GreaterThan)(Path)?$/;

/** A value as its kind compares it; `undefined` when it is of another type: such a comparison is false. */
const READ = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (typeof value === 'number' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Timestamp: (value) => (typeof value === 'string' ? parseTimestamp(value) : undefined),
} as const satisfies Record<Kind, (value: Json) => string | number | boolean | undefined>;

const TYPE_TESTS: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
};

export const isKind = (name: string | undefined): name is Kind => name !== undefined && Object.hasOwn(READ, name);
const isOrder = (name: string | undefined): name is Order => name !== undefined && Object.hasOwn(HOLDS, name);

/** The parts of a comparison's name: `NumericLessThanPath` is Numeric, LessThan, from a path. */
export const comparisonNamed = (
  name: string,
): { readonly kind: Kind; readonly order: Order; readonly fromPath: boolean } | undefined => {
  const [, kind, order, path] = KIND_AND_ORDER.exec(name) ?? [];
  if (!isKind(kind) || !isOrder(order) || (kind === 'Boolean' && order !== 'Equals')) return undefined;
  return { kind, order, fromPath: path !== undefined };
};

export const isOperator = (name: string): boolean =>
  name === 'IsPresent' ||
  name === 'StringMatches' ||
  Object.hasOwn(TYPE_TESTS, name) ||
  comparisonNamed(name) !== undefined;

/** A Choice rule of a JSONPath state (ASL specification, "Choice State"). */
export const compileRule = (rule: JsonObject): Rule => {
  if (isArray(rule['And'])) {
    const rules = objectsOf(rule, 'And').map(compileRule);
    return (data, scope) => rules.every((holds) => holds(data, scope));
  }
  if (isArray(rule['Or'])) {
    const rules = objectsOf(rule, 'Or').map(compileRule);
    return (data, scope) => rules.some((holds) => holds(data, scope));
  }
  if (isJsonObject(rule['Not'])) {
    const holds = compileRule(rule['Not']);
    return (data, scope) => !holds(data, scope);
  }
  return compileTest(rule);
};

const compileTest = (rule: JsonObject): Rule => {
  const path = textOf(rule, 'Variable') ?? '$';
  const operator = Object.keys(rule).find(isOperator) ?? '';
  const expected = rule[operator] ?? null;
  if (operator === 'IsPresent') {
    const seek = seekPath(path);
    return (data, scope) => (seek(data, scope) !== undefined) === expected;
  }
  const read = readVariable(path);
  const test = Object.hasOwn(TYPE_TESTS, operator) ? TYPE_TESTS[operator] : undefined;
  if (test) return (data, scope) => test(read(data, scope)) === expected;
  if (operator === 'StringMatches') {
    const matches = wildcard(typeof expected === 'string' ? expected : '');
    return (data, scope) => {
      const value = read(data, scope);
      return typeof value === 'string' && matches(value);
    };
  }
  return compileComparison(operator, expected, read);
};

const compileComparison = (operator: string, expected: Json, read: Read): Rule => {
  const comparison = comparisonNamed(operator);
  if (!comparison) throw new TypeError(`not a comparison: ${operator}`);
  const { kind, order, fromPath } = comparison;
  const holds = HOLDS[order];
  const as: (value: Json) => string | number | boolean | undefined = READ[kind];
  const other: Read = fromPath && typeof expected === 'string' ? readPath(expected) : () => expected;
  return (data, scope) => {
    const left = as(read(data, scope));
    const right = as(other(data, scope));
    return left !== undefined && right !== undefined && holds(left, right);
  };
};

/** The Variable of a rule must be there; only IsPresent may ask for what is not. */
const readVariable = (path: string): Read => {
  const seek = seekPath(path);
  return (data, scope) => {
    const value = seek(data, scope);
    if (value === undefined)
      throw runtimeFault(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
    return value;
  };
};
