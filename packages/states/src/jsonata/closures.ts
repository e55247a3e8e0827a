import { isJsonObject, type Json } from '@espresso/kernel';
import { isArray, type MutableObject, put } from '../json.ts';
import type { Scope } from '../scope.ts';
import { compileCall } from './calls.ts';
import { compileBinary } from './operators.ts';
import { FUNCTION_NAMES, hasOnly, isNode, type Node, nodesOf } from './syntax.ts';
import { bail, truth, type Value } from './values.ts';

/** An expression as a plain function of its scope. It throws nothing but `BAIL`. */
export type Closure = (scope: Scope) => Value;

/**
 * A syntax tree as a closure, or `undefined` when any part of it is beyond what we repeat exactly. Anything that could
 * be a sequence, an error or a function value bails out at run time, so the library alone decides what those mean.
 */
export const compileNode = (node: unknown): Closure | undefined => {
  if (!isNode(node)) return undefined;
  switch (node['type']) {
    case 'string':
    case 'number':
    case 'value':
      return compileLiteral(node);
    case 'variable':
      return compileVariable(node);
    case 'path':
      return compilePath(node);
    case 'unary':
      return compileUnary(node);
    case 'binary':
      return hasOnly(node, 'lhs', 'rhs') ? compileBinary(node, compileNode) : undefined;
    case 'condition':
      return compileCondition(node);
    case 'block':
      return compileBlock(node);
    case 'function':
      return hasOnly(node, 'procedure', 'arguments') ? compileCall(node, compileNode) : undefined;
    default:
      return undefined;
  }
};

const compileLiteral = (node: Node): Closure | undefined => {
  const value = node['value'];
  const isScalar =
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isScalar && hasOnly(node) ? () => value : undefined;
};

const compileVariable = (node: Node): Closure | undefined => {
  const name = node['value'];
  if (typeof name !== 'string' || name === '' || name === '$' || FUNCTION_NAMES.has(name) || !hasOnly(node))
    return undefined;
  if (name === 'states') return (scope) => scope.states;
  return (scope) => (Object.hasOwn(scope.variables, name) ? scope.variables[name] : undefined);
};

const ROOTS: Readonly<Record<string, Closure>> = {
  input: (scope) => scope.input,
  result: (scope) => scope.result,
  errorOutput: (scope) => scope.errorOutput,
  context: (scope) => scope.context,
};

/** `$variable.name.name`: an array before the last name is a sequence to map over, and bails. */
const compilePath = (node: Node): Closure | undefined => {
  const [first, ...rest] = nodesOf(node['steps']) ?? [];
  if (!hasOnly(node, 'steps') || first?.['type'] !== 'variable') return undefined;
  const names: string[] = [];
  for (const step of rest) {
    const name = step['value'];
    if (step['type'] !== 'name' || typeof name !== 'string' || !hasOnly(step)) return undefined;
    names.push(name);
  }
  const root = first['value'] === 'states' && hasOnly(first) ? ROOTS[names[0] ?? ''] : undefined;
  if (root) return alongNames(root, names.slice(1));
  const variable = compileVariable(first);
  return variable && alongNames(variable, names);
};

const alongNames = (root: Closure, names: readonly string[]): Closure => {
  if (names.length === 0) return root;
  return (scope) => {
    let value = root(scope);
    for (const name of names) {
      if (isJsonObject(value)) value = Object.hasOwn(value, name) ? value[name] : undefined;
      else if (isArray(value)) return bail();
      else return undefined;
    }
    return value;
  };
};

const compileUnary = (node: Node): Closure | undefined => {
  if (node['value'] === '[' && hasOnly(node, 'expressions')) return compileArray(node);
  if (node['value'] === '{' && hasOnly(node, 'lhs')) return compileObject(node);
  if (node['value'] !== '-' || !hasOnly(node, 'expression')) return undefined;
  const operand = compileNode(node['expression']);
  return (
    operand &&
    ((scope) => {
      const value = operand(scope);
      return typeof value === 'number' ? 0 - value : value === undefined ? undefined : bail();
    })
  );
};

const compileAll = (nodes: unknown): readonly Closure[] | undefined => {
  const closures = nodesOf(nodes)?.map(compileNode);
  return closures?.every((closure) => closure !== undefined) ? closures : undefined;
};

/** `[a, b]`: nothing is left out, an array spreads unless it is written as one. */
const compileArray = (node: Node): Closure | undefined => {
  const items = compileAll(node['expressions']);
  const nested = nodesOf(node['expressions'])?.map((item) => item['value'] === '[');
  if (!items || !nested) return undefined;
  return (scope) => {
    const result: Json[] = [];
    for (let at = 0; at < items.length; at++) {
      const value = items[at]?.(scope);
      if (value === undefined) continue;
      if (isArray(value) && nested[at] !== true) result.push(...value);
      else result.push(value);
    }
    return result;
  };
};

/** `{ "a": b }` with literal keys that differ; nothing is left out. */
const compileObject = (node: Node): Closure | undefined => {
  const pairs = node['lhs'];
  if (!Array.isArray(pairs)) return undefined;
  const fields = new Map<string, Closure>();
  for (const pair of pairs) {
    const [keyNode, valueNode]: unknown[] = Array.isArray(pair) ? pair : [];
    const key = isNode(keyNode) && keyNode['type'] === 'string' && hasOnly(keyNode) ? keyNode['value'] : undefined;
    const value = compileNode(valueNode);
    if (typeof key !== 'string' || !value || fields.has(key) || key.startsWith('_jsonata_')) return undefined;
    fields.set(key, value);
  }
  const entries = [...fields];
  return (scope) => {
    const result: MutableObject = {};
    for (const [key, closure] of entries) {
      const value = closure(scope);
      if (value !== undefined) put(result, key, value);
    }
    return result;
  };
};

const compileCondition = (node: Node): Closure | undefined => {
  const condition = compileNode(node['condition']);
  const yes = compileNode(node['then']);
  const no = node['else'] === undefined ? () => undefined : compileNode(node['else']);
  if (!condition || !yes || !no || !hasOnly(node, 'condition', 'then', 'else')) return undefined;
  return (scope) => (truth(condition(scope)) ? yes(scope) : no(scope));
};

const compileBlock = (node: Node): Closure | undefined => {
  const steps = compileAll(node['expressions']);
  if (!steps || !hasOnly(node, 'expressions')) return undefined;
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return (scope) => {
    let value: Value;
    for (const step of steps) value = step(scope);
    return value;
  };
};
