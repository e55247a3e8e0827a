import type { z } from 'zod';
import type { Outcome } from './outcome.ts';
import type { Work } from './work.ts';

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

/** A function together with the code that answers it. */
export interface ServedFunction {
  readonly function: FunctionDefinition;
  /** Parses, runs, and gives the outcome whose reply fits the function's output. */
  readonly run: (input: unknown, work: Work) => Promise<Outcome<unknown>>;
}

/** Pairs a function with its handler. Can run twice: a handler is idempotent by what it finds in its tables. */
export const serve = <Input extends z.ZodType, Output extends z.ZodType, Reason extends string>(
  definition: FunctionDefinition<string, Input, Output, Reason>,
  handler: (input: z.output<Input>, work: Work) => Promise<Outcome<z.input<Output>, Reason>>,
): ServedFunction => ({
  function: definition,
  run: (input, work) => handler(definition.input.parse(input), work),
});
