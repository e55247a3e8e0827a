/** A "no" as HTTP says it: RFC 9457 problem details. */
export interface Problem {
  /** A stable name of the kind of problem, as a relative reference: `/problems/shop-closed`. */
  readonly type: string;
  /** The kind of problem in a few words. */
  readonly title: string;
  /** The HTTP status code. */
  readonly status: number;
  /** What went wrong this time, in a sentence for a person. */
  readonly detail?: string;
  /** Fields that were wrong: where, what was found wrong and what would be right. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** A problem named by its `code`, which is also the last part of its type. */
export const problem = (
  code: string,
  status: number,
  title: string,
  more: Pick<Problem, 'detail' | 'errors'> = {},
): Problem => ({ type: `/problems/${code}`, title, status, ...more });
