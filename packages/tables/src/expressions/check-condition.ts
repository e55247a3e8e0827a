import { marshall } from '../json.ts';
import { compareValues, typeOf, type TypeName } from '../values.ts';
import type { Scope, Values } from './scope.ts';
import { pathText, type Comparator, type FunctionCall, type Operand } from './syntax.ts';

/** How many operands each function takes. */
const OPERANDS: ReadonlyMap<string, number> = new Map([
  ['attribute_exists', 1],
  ['attribute_not_exists', 1],
  ['attribute_type', 2],
  ['begins_with', 2],
  ['contains', 2],
  ['size', 1],
]);
const TYPE_NAMES: ReadonlySet<string> = new Set(['S', 'N', 'B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'NS', 'M']);
const ORDERED: ReadonlySet<TypeName> = new Set(['S', 'N', 'B'] as const);
const SIZELESS: ReadonlySet<TypeName> = new Set(['N', 'BOOL', 'NULL'] as const);

/** The type of an operand that is known before any item is read. */
const typeBefore = (operand: Operand | undefined, values: Values): TypeName | undefined => {
  if (operand === undefined || operand.kind === 'path') return undefined;
  if (operand.kind === 'call') return operand.name === 'size' ? 'N' : 'BOOL';
  const value = values[operand.name];
  return value === undefined ? undefined : typeOf(value);
};

const wrongType = (what: string, type: string): string =>
  `Incorrect operand type for operator or function; ${what}, operand type: ${type}`;

/** Only `size` gives something that can be compared or handed on. */
export const checkOperands = (scope: Scope, operands: readonly Operand[]): void => {
  for (const operand of operands) {
    if (operand.kind === 'call' && operand.name !== 'size') {
      scope.problem(
        'misused-function',
        `The function is not allowed to be used this way in an expression; function: ${operand.name}`,
      );
    }
  }
};

/** `a = a` says nothing, so it can only be a mistake. */
export const checkDistinct = (scope: Scope, operator: string, left?: Operand, right?: Operand): void => {
  if (left?.kind !== 'path' || right?.kind !== 'path') return;
  const path = scope.path(left.path);
  const other = scope.path(right.path);
  if (path.length !== other.length || !path.every((segment, at) => segment === other[at])) return;
  scope.problem(
    'distinct',
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${pathText(path)}`,
  );
};

export const checkComparison = (scope: Scope, comparator: Comparator, left: Operand, right: Operand): void => {
  checkDistinct(scope, comparator, left, right);
  if (comparator === '=' || comparator === '<>') return;
  scope.check((values) => {
    for (const operand of [left, right]) {
      const type = typeBefore(operand, values);
      if (type !== undefined && !ORDERED.has(type)) throw scope.invalid(wrongType(`operator: ${comparator}`, type));
    }
  });
};

export const checkBetween = (scope: Scope, low: Operand, high: Operand): void => {
  if (low.kind !== 'value' || high.kind !== 'value') return;
  scope.check((values) => {
    const lower = values[low.name];
    const upper = values[high.name];
    if (lower === undefined || upper === undefined) return;
    for (const type of [typeOf(lower), typeOf(upper)]) {
      if (!ORDERED.has(type)) throw scope.invalid(wrongType('operator or function: BETWEEN', type));
    }
    const order = compareValues(lower, upper);
    if (order !== undefined && order <= 0) return;
    const rule =
      order === undefined
        ? 'same data type for lower and upper bounds'
        : 'upper bound to be greater than or equal to lower bound';
    const [lowerText, upperText] = [lower, upper].map((bound) => JSON.stringify(marshall(bound)).replaceAll('"', ''));
    throw scope.invalid(
      `The BETWEEN operator requires ${rule}; lower bound operand: AttributeValue: ${lowerText ?? ''}, upper bound operand: AttributeValue: ${upperText ?? ''}`,
    );
  });
};

/** Whether the function is known and has what it needs; what only values tell is checked with them. */
export const checkCall = (scope: Scope, call: FunctionCall): void => {
  const { name, operands } = call;
  checkOperands(scope, operands);
  const count = OPERANDS.get(name);
  if (count === undefined) {
    scope.problem('unknown-function', `Invalid function name; function: ${name}`);
    return;
  }
  if (count !== operands.length) {
    scope.problem(
      'operands',
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${String(operands.length)}`,
    );
    return;
  }
  const [first, second] = operands;
  checkDistinct(scope, name, first, second);
  const what = `operator or function: ${name}`;
  if (name === 'attribute_exists' || name === 'attribute_not_exists') {
    if (first?.kind !== 'path') {
      scope.problem('function', `Operator or function requires a document path; ${what}`);
    }
  } else if (name === 'attribute_type') {
    if (second?.kind !== 'value') {
      scope.problem('function', wrongType(what, '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}'));
      return;
    }
    scope.check((values) => {
      const type = values[second.name];
      if (type === undefined) return;
      if (typeof type !== 'string') throw scope.invalid(wrongType(what, typeOf(type)));
      if (!TYPE_NAMES.has(type)) {
        throw scope.invalid(
          `Invalid attribute type name found; type: ${type}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
        );
      }
    });
  } else if (name === 'begins_with') {
    scope.check((values) => {
      for (const operand of operands) {
        const type = typeBefore(operand, values);
        if (type !== undefined && type !== 'S' && type !== 'B') throw scope.invalid(wrongType(what, type));
      }
    });
  } else if (name === 'size') {
    scope.check((values) => {
      const type = typeBefore(first, values);
      if (type !== undefined && SIZELESS.has(type)) throw scope.invalid(wrongType(what, type));
    });
  }
};
