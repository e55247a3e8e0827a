import { AwsError } from '../protocol/errors.ts';

export const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);

export const alreadyExists = (message: string): AwsError => new AwsError('ResourceAlreadyExistsException', message);

export const limitExceeded = (): AwsError =>
  new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');

/** What a bounded context owns is changed where it is defined. */
export const managed = (what: string): AwsError =>
  new AwsError(
    'ManagedRuleException',
    `${what} belongs to a bounded context of this installation: it is changed where it is defined`,
  );
