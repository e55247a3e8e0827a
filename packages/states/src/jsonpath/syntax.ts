/** A JSONPath as the Amazon States Language uses it, parsed. */
export interface Path {
  readonly text: string;
  /** What it starts from: `$` the data at hand, `$$` the context object, `$name` a variable. */
  readonly root:
    { readonly of: 'data' } | { readonly of: 'context' } | { readonly of: 'variable'; readonly name: string };
  readonly steps: readonly PathStep[];
  /** Whether it names at most one place; the others give arrays. */
  readonly definite: boolean;
}

export type PathStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'descend' }
  | { readonly kind: 'fields'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined; readonly by: number }
  | { readonly kind: 'filter'; readonly test: Test };

/** The predicate of `[?( … )]`. */
export type Test =
  | { readonly op: 'and' | 'or'; readonly left: Test; readonly right: Test }
  | { readonly op: 'not'; readonly test: Test }
  | { readonly op: 'exists'; readonly operand: Operand }
  | { readonly op: 'compares'; readonly by: Comparison; readonly left: Operand; readonly right: Operand };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | '=~' | 'in' | 'nin';

export type Operand =
  | { readonly kind: 'path'; readonly relative: boolean; readonly steps: readonly PathStep[] }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null | readonly (string | number)[] }
  | { readonly kind: 'pattern'; readonly pattern: RegExp };
