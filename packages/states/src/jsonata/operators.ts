import type { Json } from '@espresso/kernel';
import { isArray } from '../json.ts';
import type { Closure, Compile } from './closure.ts';
import type { Node } from './syntax.ts';
import { bail, same, text, truth, type Value } from './values.ts';

type Operator = (left: Value, right: Value) => Value;

/** Both sides numbers, or nothing at all; the library words the error for the rest, and for a result out of range. */
const arithmetic =
  (compute: (left: number, right: number) => number): Operator =>
  (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') {
      const result = compute(left, right);
      // + 0: a -0 would not survive JSON, and JSONata cannot tell it from 0.
      return Number.isFinite(result) ? result + 0 : bail();
    }
    const isOperand = (value: Value): boolean => value === undefined || typeof value === 'number';
    return isOperand(left) && isOperand(right) ? undefined : bail();
  };

const comparison =
  (holds: (left: string | number, right: string | number) => boolean): Operator =>
  (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return holds(left, right);
    if (typeof left === 'string' && typeof right === 'string') return holds(left, right);
    const isOperand = (value: Value): boolean =>
      value === undefined || typeof value === 'number' || typeof value === 'string';
    if (!isOperand(left) || !isOperand(right)) return bail();
    return left === undefined || right === undefined ? undefined : bail();
  };

const includes = (left: Json, right: Json): boolean => {
  // The library compares by identity, which copies of a structure do not share.
  if (typeof left === 'object' && left !== null) return bail();
  return isArray(right) ? right.includes(left) : right === left;
};

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': arithmetic((left, right) => left + right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => left / right),
  '%': arithmetic((left, right) => left % right),
  '=': (left, right) => left !== undefined && right !== undefined && same(left, right),
  '!=': (left, right) => left !== undefined && right !== undefined && !same(left, right),
  '<': comparison((left, right) => left < right),
  '<=': comparison((left, right) => left <= right),
  '>': comparison((left, right) => left > right),
  '>=': comparison((left, right) => left >= right),
  '&': (left, right) => (left === undefined ? '' : text(left)) + (right === undefined ? '' : text(right)),
  in: (left, right) => left !== undefined && right !== undefined && includes(left, right),
};

export const compileBinary = (node: Node, compile: Compile): Closure | undefined => {
  const name = node['value'];
  const left = compile(node['lhs']);
  const right = compile(node['rhs']);
  if (typeof name !== 'string' || !left || !right) return undefined;
  if (name === 'and') return (scope) => truth(left(scope)) && truth(right(scope));
  if (name === 'or') return (scope) => truth(left(scope)) || truth(right(scope));
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  return operator && ((scope) => operator(left(scope), right(scope)));
};
