import { executionKey, readExecution, type ExecutionRecord, type Unit } from '@espresso/host/resources';
import { AwsError } from '../protocol/errors.ts';
import { executionNames } from './arns.ts';

/** An execution, and what it is kept under. */
export interface FoundExecution {
  readonly key: string;
  readonly record: ExecutionRecord;
}

export const typeNotSupported = (): AwsError =>
  new AwsError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');

/**
 * The execution an ARN names.
 * @throws AwsError ExecutionDoesNotExist, InvalidArn; StateMachineTypeNotSupported for an Express one
 */
export const executionOf = (unit: Unit, arn: string): FoundExecution => {
  const { stateMachine, name, isExpress } = executionNames(arn);
  if (isExpress) throw typeNotSupported();
  const key = executionKey(stateMachine, name);
  const record = readExecution(unit.layer, key);
  if (record === undefined) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return { key, record };
};
