import type { z } from 'zod';
import type { FunctionDefinition } from './functions.ts';
import type { Outcome } from './outcome.ts';
import type { Work } from './work.ts';

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
