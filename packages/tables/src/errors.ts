import { EspressoError } from '@espresso/kernel';

/** A request that DynamoDB would answer with `ValidationException`; the message is DynamoDB's where it is known. */
export class InvalidRequest extends EspressoError {
  /** The name of the error in DynamoDB's protocol. */
  readonly code = 'ValidationException';
}

/** The start of many of DynamoDB's messages. */
export const INVALID_VALUES = 'One or more parameter values were invalid: ';
export const NOT_VALID_VALUES = 'One or more parameter values are not valid. ';

/** One constraint of the API's model that was not met, in the words of DynamoDB's front door. */
export const constraint = (value: string, field: string, rule: string): InvalidRequest =>
  new InvalidRequest(
    `1 validation error detected: Value '${value}' at '${field}' failed to satisfy constraint: ${rule}`,
  );
