import type { Scope } from '../scope.ts';
import { nodesOf } from './syntax.ts';
import type { Value } from './values.ts';

/** An expression as a plain function of its scope. It throws nothing but `BAIL`. */
export type Closure = (scope: Scope) => Value;

/** A syntax tree as a closure, or `undefined`; handed to those who compile the parts of one. */
export type Compile = (node: unknown) => Closure | undefined;

/** All of them, or `undefined` when one is beyond us. */
export const compileAll = (nodes: unknown, compile: Compile): readonly Closure[] | undefined => {
  const closures = nodesOf(nodes)?.map(compile);
  return closures?.every((closure) => closure !== undefined) ? closures : undefined;
};
