import { EspressoError } from '@espresso/kernel';

/** What the library (or one of AWS's functions) threw while it evaluated an expression. */
export class ExpressionError extends EspressoError {
  /** JSONata's code: `T1006`. Empty for errors that have none. */
  readonly code: string;
  /** How Step Functions shows it: `T1006: Attempted to invoke a non-function`. */
  readonly shown: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
    this.shown = code === '' ? message : `${code}: ${message}`;
  }

  static from(thrown: unknown): ExpressionError {
    if (thrown instanceof ExpressionError) return thrown;
    const field = (name: string): string | undefined => {
      if (typeof thrown !== 'object' || thrown === null) return undefined;
      const value: unknown = Reflect.get(thrown, name);
      return typeof value === 'string' ? value : undefined;
    };
    // Deep recursion may end in Node's own "Maximum call stack size exceeded": the library's D1011 by another name.
    if (thrown instanceof RangeError)
      return new ExpressionError(
        'D1011',
        'Stack overflow. Check for non-terminating recursive function.  Consider rewriting as tail-recursive',
      );
    return new ExpressionError(field('code') ?? '', field('message') ?? 'unknown error');
  }
}
