import type { z } from 'zod';

/** A function that workflows (and nobody else) call: a Lambda function on AWS, in-process here. */
export interface FunctionDefinition<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Reason extends string = string,
> {
  readonly kind: 'function';
  readonly owner: string;
  readonly name: Name;
  readonly purpose: string;
  readonly input: Input;
  readonly output: Output;
  /** The error names a workflow may catch. */
  readonly errors: readonly Reason[];
}

export const defineFunction = <
  const Name extends string,
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Reason extends string = never,
>(
  definition: Omit<FunctionDefinition<Name, Input, Output, Reason>, 'kind' | 'errors'> & {
    readonly errors?: readonly Reason[];
  },
): FunctionDefinition<Name, Input, Output, Reason> => ({
  ...definition,
  kind: 'function',
  errors: definition.errors ?? [],
});
