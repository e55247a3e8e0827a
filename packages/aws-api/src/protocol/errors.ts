import { EspressoError, type JsonObject } from '@espresso/kernel';

/** An answer that is an error, as an AWS service words it. `code` is the error's name, without its namespace. */
export class AwsError extends EspressoError {
  readonly code: string;
  /** HTTP status: 400 for what the caller did, 500 for what we did. */
  readonly status: number;
  /** Further members of the error's shape. */
  readonly more: JsonObject;

  constructor(code: string, message: string, options: { readonly status?: number; readonly more?: JsonObject } = {}) {
    super(message);
    this.code = code;
    this.status = options.status ?? 400;
    this.more = options.more ?? {};
  }
}

export const validation = (message: string): AwsError => new AwsError('ValidationException', message);

/** One constraint of an API's model that was not met, in the words of AWS's front door. */
export const constraint = (value: unknown, field: string, rule: string): AwsError =>
  validation(
    `1 validation error detected: Value ${value === undefined ? 'null' : `'${textOf(value)}'`} at '${field}' failed to satisfy constraint: ${rule}`,
  );

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
