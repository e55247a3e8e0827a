/** A document path as it is written: names may still be placeholders (`#…`). */
export type WrittenPath = readonly (string | number)[];
/** A document path: attribute names and list positions, a name first. */
export type Path = readonly (string | number)[];

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Operand =
  | { readonly kind: 'path'; readonly path: WrittenPath }
  | { readonly kind: 'value'; readonly name: string }
  | FunctionCall;

export interface FunctionCall {
  readonly kind: 'call';
  readonly name: string;
  readonly operands: readonly Operand[];
}

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly options: readonly Operand[] }
  | FunctionCall;

/** What `SET` assigns: an operand, or a sum or difference of two. */
export type SetValue =
  Operand | { readonly kind: 'sum'; readonly operator: '+' | '-'; readonly left: Operand; readonly right: Operand };

export type UpdateAction =
  | { readonly section: 'SET'; readonly path: WrittenPath; readonly value: SetValue }
  | { readonly section: 'REMOVE'; readonly path: WrittenPath }
  | { readonly section: 'ADD' | 'DELETE'; readonly path: WrittenPath; readonly value: string };

/** A path in a message: `[a, b, [0]]`. */
export const pathText = (path: Path): string =>
  `[${path.map((segment) => (typeof segment === 'number' ? `[${String(segment)}]` : segment)).join(', ')}]`;
