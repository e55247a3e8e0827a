import { isJsonObject } from '@espresso/kernel';
import { isArray } from '../json.ts';
import type { Closure } from './closure.ts';
import { FUNCTION_NAMES, hasOnly, type Node, nodesOf } from './syntax.ts';
import { bail } from './values.ts';

/** `$name`, and `$states` for the whole of what a state may look at. */
export const compileVariable = (node: Node): Closure | undefined => {
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
export const compilePath = (node: Node): Closure | undefined => {
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
