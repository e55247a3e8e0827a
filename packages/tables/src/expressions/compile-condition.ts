import type { AttributeValue, Item } from '../types.ts';
import { compareValues, equalValues, typeOf } from '../values.ts';
import { checkBetween, checkCall, checkComparison, checkOperands } from './check-condition.ts';
import { beginsWith, contains, sizeOf } from './functions.ts';
import { parseCondition } from './parse-condition.ts';
import { readerOf } from './paths.ts';
import type { Scope, Values } from './scope.ts';
import type { Comparator, Condition, FunctionCall, Operand } from './syntax.ts';

/** Whether an item (or none: `{}`) satisfies the condition. Nothing is allocated on the way. */
export type Test = (item: Item, values: Values) => boolean;
type Read = (item: Item, values: Values) => AttributeValue | undefined;

/** Compiles a condition or filter; `heads` gets the attributes it looks at. */
export const compileCondition = (scope: Scope, text: string, heads = new Set<string>()): Test => {
  const test = testOf(scope, parseCondition(scope.kind, text), heads);
  scope.settle();
  return test;
};

const testOf = (scope: Scope, condition: Condition, heads: Set<string>): Test => {
  switch (condition.kind) {
    case 'and': {
      const left = testOf(scope, condition.left, heads);
      const right = testOf(scope, condition.right, heads);
      return (item, values) => left(item, values) && right(item, values);
    }
    case 'or': {
      const left = testOf(scope, condition.left, heads);
      const right = testOf(scope, condition.right, heads);
      return (item, values) => left(item, values) || right(item, values);
    }
    case 'not': {
      const test = testOf(scope, condition.condition, heads);
      return (item, values) => !test(item, values);
    }
    case 'compare':
      checkOperands(scope, [condition.left, condition.right]);
      checkComparison(scope, condition.comparator, condition.left, condition.right);
      return comparison(
        condition.comparator,
        readOf(scope, condition.left, heads),
        readOf(scope, condition.right, heads),
      );
    case 'between': {
      const { low, high } = condition;
      checkOperands(scope, [condition.operand, low, high]);
      checkBetween(scope, low, high);
      const read = readOf(scope, condition.operand, heads);
      const above = comparison('>=', read, readOf(scope, low, heads));
      const below = comparison('<=', read, readOf(scope, high, heads));
      return (item, values) => above(item, values) && below(item, values);
    }
    case 'in': {
      const { options } = condition;
      checkOperands(scope, [condition.operand, ...options]);
      if (options.length > OPTIONS_MAX) {
        const count = String(options.length);
        scope.problem('operands', `The IN operator is provided with too many operands; number of operands: ${count}`);
      }
      const read = readOf(scope, condition.operand, heads);
      const equals = options.map((option) => comparison('=', read, readOf(scope, option, heads)));
      return (item, values) => {
        for (const equal of equals) if (equal(item, values)) return true;
        return false;
      };
    }
    case 'call':
      return callTest(scope, condition, heads);
  }
};

const OPTIONS_MAX = 100;

const comparison = (comparator: Comparator, left: Read, right: Read): Test => {
  const equal: Test = (item, values) => {
    const a = left(item, values);
    const b = right(item, values);
    return a !== undefined && b !== undefined && equalValues(a, b);
  };
  // NaN compares false with everything: values without an order satisfy no inequality.
  const order = (item: Item, values: Values): number => {
    const a = left(item, values);
    const b = right(item, values);
    return a === undefined || b === undefined ? NaN : (compareValues(a, b) ?? NaN);
  };
  switch (comparator) {
    case '=':
      return equal;
    case '<>':
      return (item, values) => !equal(item, values);
    case '<':
      return (item, values) => order(item, values) < 0;
    case '<=':
      return (item, values) => order(item, values) <= 0;
    case '>':
      return (item, values) => order(item, values) > 0;
    case '>=':
      return (item, values) => order(item, values) >= 0;
  }
};

const callTest = (scope: Scope, call: FunctionCall, heads: Set<string>): Test => {
  if (call.name === 'size') {
    scope.problem(
      'misused-function',
      'The function is not allowed to be used this way in an expression; function: size',
    );
  }
  checkCall(scope, call);
  const [first = nothing, second = nothing] = call.operands.map((operand) => readOf(scope, operand, heads));
  const both =
    (test: (a: AttributeValue, b: AttributeValue) => boolean): Test =>
    (item, values) => {
      const a = first(item, values);
      const b = second(item, values);
      return a !== undefined && b !== undefined && test(a, b);
    };
  switch (call.name) {
    case 'attribute_exists':
      return (item, values) => first(item, values) !== undefined;
    case 'attribute_not_exists':
      return (item, values) => first(item, values) === undefined;
    case 'attribute_type':
      return both((value, type) => typeOf(value) === type);
    case 'begins_with':
      return both(beginsWith);
    default:
      return both(contains);
  }
};

const nothing: Read = () => undefined;

const readOf = (scope: Scope, operand: Operand, heads: Set<string>): Read => {
  switch (operand.kind) {
    case 'path': {
      const path = scope.path(operand.path);
      heads.add(String(path[0]));
      return readerOf(path);
    }
    case 'value': {
      const name = scope.value(operand.name);
      return (_, values) => values[name];
    }
    case 'call': {
      checkCall(scope, operand);
      const [first = nothing] = operand.operands.map((part) => readOf(scope, part, heads));
      return (item, values) => {
        const value = first(item, values);
        return value === undefined ? undefined : sizeOf(value);
      };
    }
  }
};
