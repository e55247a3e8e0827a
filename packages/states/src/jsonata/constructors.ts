import type { Json } from '@espresso/kernel';
import { isArray, isList, type MutableObject, put } from '../json.ts';
import { type Closure, type Compile, compileAll } from './closure.ts';
import { hasOnly, isNode, type Node, nodesOf } from './syntax.ts';

/** `[a, b]`: nothing is left out, an array spreads unless it is written as one. */
export const compileArray = (node: Node, compile: Compile): Closure | undefined => {
  const items = compileAll(node['expressions'], compile);
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
export const compileObject = (node: Node, compile: Compile): Closure | undefined => {
  const pairs = node['lhs'];
  if (!isList(pairs)) return undefined;
  const fields = new Map<string, Closure>();
  for (const pair of pairs) {
    const [keyNode, valueNode] = isList(pair) ? pair : [];
    const key = isNode(keyNode) && keyNode['type'] === 'string' && hasOnly(keyNode) ? keyNode['value'] : undefined;
    const value = compile(valueNode);
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
