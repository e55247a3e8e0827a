import type { Closure, Compile } from './closure.ts';
import { CALLS } from './library-functions.ts';
import { isNode, type Node, nodesOf } from './syntax.ts';
import { bail } from './values.ts';

/** `$name(…)` for the library's functions, unless the workflow has a variable of that name. */
export const compileCall = (node: Node, compile: Compile): Closure | undefined => {
  const procedure = node['procedure'];
  const name = isNode(procedure) && procedure['type'] === 'variable' ? procedure['value'] : undefined;
  const args = nodesOf(node['arguments'])?.map(compile);
  if (typeof name !== 'string' || !args?.every((arg) => arg !== undefined)) return undefined;
  const key = `${name}/${String(args.length)}`;
  const call = Object.hasOwn(CALLS, key) ? CALLS[key] : undefined;
  if (key === 'millis/0') return unlessVariable(name, (scope) => scope.world.nowMs);
  if (key === 'now/0') return unlessVariable(name, (scope) => new Date(scope.world.nowMs).toISOString());
  if (key === 'uuid/0') return unlessVariable(name, (scope) => scope.world.uuid());
  if (!call) return undefined;
  const [first, second] = args;
  if (first && args.length === 1) return unlessVariable(name, (scope) => call(first(scope)));
  if (first && second) return unlessVariable(name, (scope) => call(first(scope), second(scope)));
  return undefined;
};

const unlessVariable =
  (name: string, closure: Closure): Closure =>
  (scope) =>
    Object.hasOwn(scope.variables, name) ? bail() : closure(scope);
