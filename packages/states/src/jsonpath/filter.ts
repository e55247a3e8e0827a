import { isJsonObject, type Json } from '@espresso/kernel';
import { isArray } from '../json.ts';
import type { Comparison, Operand, PathStep, Test } from './syntax.ts';

/** Follows steps; handed in by the evaluation of paths, which calls this one for its filters. */
type Select = (steps: readonly PathStep[], root: Json) => readonly Json[];

/** Whether `item` passes. Other types on both sides of a comparison are no error, just not true. */
export const passes = (test: Test, item: Json, root: Json, select: Select): boolean => {
  switch (test.op) {
    case 'and':
      return passes(test.left, item, root, select) && passes(test.right, item, root, select);
    case 'or':
      return passes(test.left, item, root, select) || passes(test.right, item, root, select);
    case 'not':
      return !passes(test.test, item, root, select);
    case 'exists':
      return valueOf(test.operand, item, root, select) !== undefined;
    case 'compares':
      return compares(test.by, valueOf(test.left, item, root, select), test.right, item, root, select);
  }
};

const compares = (
  by: Comparison,
  left: Json | undefined,
  operand: Operand,
  item: Json,
  root: Json,
  select: Select,
): boolean => {
  if (operand.kind === 'pattern') return by === '=~' && typeof left === 'string' && operand.pattern.test(left);
  const right = valueOf(operand, item, root, select);
  switch (by) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case 'in':
      return left !== undefined && isArray(right) && right.includes(left);
    case 'nin':
      return left !== undefined && isArray(right) && !right.includes(left);
    case '=~':
      return false;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(by, left, right);
  }
};

const ordered = (by: '<' | '<=' | '>' | '>=', left: Json | undefined, right: Json | undefined): boolean => {
  const comparable =
    (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
  if (!comparable) return false;
  return by === '<' ? left < right : by === '<=' ? left <= right : by === '>' ? left > right : left >= right;
};

const equal = (left: Json | undefined, right: Json | undefined): boolean =>
  left === right ||
  ((isJsonObject(left) || isArray(left)) && right !== undefined && JSON.stringify(left) === JSON.stringify(right));

const valueOf = (operand: Operand, item: Json, root: Json, select: Select): Json | undefined => {
  if (operand.kind === 'pattern') return undefined;
  if (operand.kind === 'value') return operand.value;
  return select(operand.steps, operand.relative ? item : root)[0];
};
