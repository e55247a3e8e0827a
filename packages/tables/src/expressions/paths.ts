import type { AttributeMap, AttributeValue } from '../types.ts';
import { attributeOf, isList, isMap, setAttribute } from '../values.ts';
import { pathText, type Path } from './syntax.ts';

type Read = (item: AttributeMap) => AttributeValue | undefined;

/** Reads the value at a path; nothing where any part of it is missing or of another type. */
export const readerOf = (path: Path): Read => {
  const [first, ...rest] = path;
  const name = String(first);
  const read: Read = name in Object.prototype ? (item) => attributeOf(item, name) : (item) => item[name];
  if (rest.length === 0) return read;
  return (item) => {
    let value = read(item);
    for (let at = 0; at < rest.length && value !== undefined; at++) value = childOf(value, rest[at]);
    return value;
  };
};

const childOf = (value: AttributeValue, segment: string | number | undefined): AttributeValue | undefined => {
  if (typeof segment === 'number') return isList(value) ? value[segment] : undefined;
  return segment !== undefined && isMap(value) ? attributeOf(value, segment) : undefined;
};

/** Why two paths cannot be in one expression: one is (in) the other, or they see a list and a map in one place. */
export const collisionOf = (paths: readonly Path[]): string | undefined => {
  for (const [at, second] of paths.entries()) {
    for (const first of paths.slice(0, at)) {
      const problem = collision(first, second);
      if (problem !== undefined) {
        const both = `path one: ${pathText(first)}, path two: ${pathText(second)}`;
        return `Two document paths ${problem} with each other; must remove or rewrite one of these paths; ${both}`;
      }
    }
  }
  return undefined;
};

const collision = (first: Path, second: Path): 'overlap' | 'conflict' | undefined => {
  for (let at = 0; at < first.length && at < second.length; at++) {
    if (typeof first[at] !== typeof second[at]) return 'conflict';
    if (first[at] !== second[at]) return undefined;
  }
  return 'overlap';
};

/** Paths that share their beginnings, as a tree. Paths do not overlap, so leaves are at the ends only. */
export type PathTree<Leaf> =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'map'; readonly children: readonly (readonly [name: string, child: PathTree<Leaf>])[] }
  | { readonly kind: 'list'; readonly children: readonly (readonly [index: number, child: PathTree<Leaf>])[] };

/** The tree of paths that are free of collisions, each with what is to be found at its end. */
export const pathTree = <Leaf>(entries: readonly (readonly [path: Path, leaf: Leaf])[]): PathTree<Leaf> => {
  const groups = new Map<string | number, (readonly [path: Path, leaf: Leaf])[]>();
  for (const [path, leaf] of entries) {
    const [segment, ...rest] = path;
    if (segment === undefined) return { kind: 'leaf', leaf };
    const group = groups.get(segment);
    if (group === undefined) groups.set(segment, [[rest, leaf]]);
    else group.push([rest, leaf]);
  }
  const names: (readonly [string, PathTree<Leaf>])[] = [];
  const indexes: (readonly [number, PathTree<Leaf>])[] = [];
  for (const [segment, group] of groups) {
    if (typeof segment === 'number') indexes.push([segment, pathTree(group)]);
    else names.push([segment, pathTree(group)]);
  }
  if (indexes.length === 0) return { kind: 'map', children: names };
  return { kind: 'list', children: indexes.sort(([a], [b]) => a - b) };
};

type Pick = (value: AttributeValue) => AttributeValue | undefined;

/** Takes only what is at the paths; the elements of a list close ranks. */
export const projector = (paths: readonly Path[]): ((item: AttributeMap) => AttributeMap) => {
  const pick = pickerOf(pathTree(paths.map((path) => [path, null])));
  return (item) => {
    const picked = pick(item);
    return picked !== undefined && isMap(picked) ? picked : {};
  };
};

const pickerOf = (tree: PathTree<null>): Pick => {
  if (tree.kind === 'leaf') return (value) => value;
  if (tree.kind === 'list') {
    const children = tree.children.map(([index, child]) => [index, pickerOf(child)] as const);
    return (value) => {
      if (!isList(value)) return undefined;
      const picked: AttributeValue[] = [];
      for (const [index, pick] of children) {
        const element = value[index];
        const part = element === undefined ? undefined : pick(element);
        if (part !== undefined) picked.push(part);
      }
      return picked.length === 0 ? undefined : picked;
    };
  }
  const children = tree.children.map(([name, child]) => [name, pickerOf(child)] as const);
  return (value) => {
    if (!isMap(value)) return undefined;
    const picked: Record<string, AttributeValue> = {};
    let any = false;
    for (const [name, pick] of children) {
      const attribute = attributeOf(value, name);
      const part = attribute === undefined ? undefined : pick(attribute);
      if (part !== undefined) {
        setAttribute(picked, name, part);
        any = true;
      }
    }
    return any ? picked : undefined;
  };
};
