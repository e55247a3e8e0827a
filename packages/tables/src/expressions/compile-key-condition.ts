import { InvalidRequest } from '../errors.ts';
import { checkBetween, checkCall, checkOperands } from './check-condition.ts';
import { parseCondition } from './parse-condition.ts';
import type { Scope } from './scope.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';

/** What one key attribute must be; `values` are placeholders. */
export interface KeyTest {
  readonly operator: Exclude<Comparator, '<>'> | 'BETWEEN' | 'begins_with';
  readonly values: readonly string[];
}

/** The tests of a key condition by attribute. Which attributes the keys have, the table says later. */
export type KeyTests = ReadonlyMap<string, KeyTest>;

const MIRRORED = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

export const compileKeyCondition = (scope: Scope, text: string): KeyTests => {
  const tests = new Map<string, KeyTest>();
  collect(scope, parseCondition(scope.kind, text), tests);
  scope.settle();
  if (tests.size > 2) throw new InvalidRequest('Conditions can be of length 1 or 2 only');
  return tests;
};

const refuse = (message: string): InvalidRequest => new InvalidRequest(message);
const unfit = (problem: string): InvalidRequest => refuse(`Invalid condition in KeyConditionExpression: ${problem}`);
const wrongOperator = (operator: string): InvalidRequest =>
  refuse(`Invalid operator used in KeyConditionExpression: ${operator}`);

const collect = (scope: Scope, condition: Condition, tests: Map<string, KeyTest>): void => {
  switch (condition.kind) {
    case 'and':
      collect(scope, condition.left, tests);
      collect(scope, condition.right, tests);
      return;
    case 'or':
    case 'not':
    case 'in':
      throw wrongOperator(condition.kind.toUpperCase());
    case 'compare': {
      const { comparator, left, right } = condition;
      if (comparator === '<>') throw wrongOperator('<>');
      const turned = left.kind !== 'path' && right.kind === 'path';
      const operator = turned ? MIRRORED[comparator] : comparator;
      addTest(scope, tests, operator, turned ? [right, left] : [left, right]);
      return;
    }
    case 'between':
      if (condition.operand.kind !== 'path') {
        throw unfit('BETWEEN operator must have the key attribute as its first operand');
      }
      checkBetween(scope, condition.low, condition.high);
      addTest(scope, tests, 'BETWEEN', [condition.operand, condition.low, condition.high]);
      return;
    case 'call':
      checkCall(scope, condition);
      scope.settle();
      if (condition.name === 'size') throw refuse('KeyConditionExpressions cannot contain nested operations');
      if (condition.name !== 'begins_with') throw wrongOperator(condition.name);
      if (condition.operands[0]?.kind !== 'path') {
        throw unfit('begins_with operator must have the key attribute as its first operand');
      }
      addTest(scope, tests, 'begins_with', condition.operands);
  }
};

const addTest = (
  scope: Scope,
  tests: Map<string, KeyTest>,
  operator: KeyTest['operator'],
  [key, ...others]: readonly Operand[],
): void => {
  checkOperands(scope, key === undefined ? others : [key, ...others]);
  if (key?.kind === 'call' || others.some((operand) => operand.kind === 'call')) {
    throw refuse('KeyConditionExpressions cannot contain nested operations');
  }
  if (key?.kind !== 'path') throw unfit('No key attribute specified');
  const path = scope.path(key.path);
  if (path.length > 1) throw refuse('KeyConditionExpressions cannot have conditions on nested attributes');
  const values = others.map((operand) => {
    if (operand.kind === 'value') return scope.value(operand.name);
    throw unfit('Multiple attribute names used in one condition');
  });
  scope.settle();
  const name = String(path[0]);
  if (tests.has(name)) throw refuse('KeyConditionExpressions must only contain one condition per key');
  tests.set(name, { operator, values });
};
