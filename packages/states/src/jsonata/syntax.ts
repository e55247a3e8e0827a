import { isList, isRecord } from '../json.ts';

/** A node of the library's syntax tree; every field is looked at before it is believed. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node => isRecord(value);

export const nodesOf = (value: unknown): readonly Node[] | undefined =>
  isList(value) && value.every(isNode) ? value : undefined;

/** Whether a node has no fields but its kind, value and position, and those named: predicates, groups and the like change what it means. */
export const hasOnly = (node: Node, ...fields: readonly string[]): boolean =>
  Object.entries(node).every(
    ([key, value]) =>
      value === undefined || key === 'type' || key === 'value' || key === 'position' || fields.includes(key),
  );

/** Every node of a tree, the node itself first. */
export function* walk(tree: unknown): Generator<Node> {
  const open: unknown[] = [tree];
  while (open.length > 0) {
    const value = open.pop();
    if (isList(value)) open.push(...value.toReversed());
    else if (isRecord(value) && !(value instanceof RegExp)) {
      if (typeof value['type'] === 'string') yield value;
      open.push(...Object.values(value).toReversed());
    }
  }
}

/** The library's own functions and AWS's: a bare reference to one gives a function, which is no JSON. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match ' +
    'contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power ' +
    'random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert ' +
    'type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval ' +
    'toMillis fromMillis clone now millis partition range hash uuid parse'
  ).split(' '),
);
