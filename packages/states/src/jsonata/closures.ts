import { compileCall } from './calls.ts';
import { type Closure, type Compile, compileAll } from './closure.ts';
import { compileArray, compileObject } from './constructors.ts';
import { compileBinary } from './operators.ts';
import { compilePath, compileVariable } from './paths.ts';
import { hasOnly, isNode, type Node } from './syntax.ts';
import { bail, truth, type Value } from './values.ts';

/**
 * A syntax tree as a closure, or `undefined` when any part of it is beyond what we repeat exactly. Anything that could
 * be a sequence, an error or a function value bails out at run time, so the library alone decides what those mean.
 */
export const compileNode: Compile = (node) => {
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

const compileUnary = (node: Node): Closure | undefined => {
  if (node['value'] === '[' && hasOnly(node, 'expressions')) return compileArray(node, compileNode);
  if (node['value'] === '{' && hasOnly(node, 'lhs')) return compileObject(node, compileNode);
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

const compileCondition = (node: Node): Closure | undefined => {
  const condition = compileNode(node['condition']);
  const yes = compileNode(node['then']);
  const no = node['else'] === undefined ? () => undefined : compileNode(node['else']);
  if (!condition || !yes || !no || !hasOnly(node, 'condition', 'then', 'else')) return undefined;
  return (scope) => (truth(condition(scope)) ? yes(scope) : no(scope));
};

const compileBlock = (node: Node): Closure | undefined => {
  const steps = compileAll(node['expressions'], compileNode);
  if (!steps || !hasOnly(node, 'expressions')) return undefined;
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return (scope) => {
    let value: Value;
    for (const step of steps) value = step(scope);
    return value;
  };
};
