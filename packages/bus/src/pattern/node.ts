import type { Json, JsonScalar } from '@espresso/kernel';

/**
 * A pattern as written. Unlike parsed JSON it keeps what the language cares about and `JSON.parse` forgets:
 * every entry of an object in its order, duplicates included, and the digits of each number.
 */
export type Node =
  | { readonly kind: 'object'; readonly entries: readonly Entry[] }
  | { readonly kind: 'array'; readonly items: readonly Node[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number; readonly digits: string }
  | { readonly kind: 'literal'; readonly value: true | false | null };

export interface Entry {
  readonly key: string;
  readonly value: Node;
}

/** Deeper patterns are refused before they can exhaust the stack. */
export const depthMax = 200;

/** The node of a parsed value; its numbers are written the way JavaScript prints them. */
export const nodeOf = (value: Json, depth = 0): Node => {
  // A level beyond the bound is cut off; reading the pattern refuses it there with its place.
  if (depth > depthMax + 1) return { kind: 'literal', value: null };
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'number') return { kind: 'number', value, digits: String(value) };
  if (typeof value === 'boolean' || value === null) return { kind: 'literal', value };
  if (isArray(value)) return { kind: 'array', items: value.map((item) => nodeOf(item, depth + 1)) };
  return {
    kind: 'object',
    entries: Object.entries(value).map(([key, inner]) => ({ key, value: nodeOf(inner, depth + 1) })),
  };
};

/** The parsed value of a node; of duplicate keys the last one stays, as with `JSON.parse`. */
export const jsonOf = (node: Node): Json => {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, jsonOf(value)]));
    case 'array':
      return node.items.map(jsonOf);
    case 'string':
    case 'number':
    case 'literal':
      return node.value;
  }
};

/** `Array.isArray` that also narrows read-only arrays. */
export const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

export const isScalar = (value: Json | undefined): value is JsonScalar =>
  value === null || (typeof value !== 'object' && value !== undefined);
