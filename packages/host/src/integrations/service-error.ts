import { failed, type TaskCall, type TaskResult } from '../engine.ts';

/** A service as its errors name it: by the optimised integration, and by the `aws-sdk:` one. */
export interface ServiceNames {
  /** Before the error's name: `DynamoDB`. */
  readonly optimised: string;
  /** In the message: `AmazonDynamoDBv2`. */
  readonly product: string;
  /** Both, for the `aws-sdk:` integration: `DynamoDb`. */
  readonly sdk: string;
}

/**
 * An error of a service as a task tells it. The two kinds of integration name and word the same error differently
 * (recorded: `DynamoDB.…`, "Service: AmazonDynamoDBv2; …; Proxy: null"; `DynamoDb.…`, "Service: DynamoDb, …").
 * @param error its name with `Exception` at the end; code: the name in the service's own protocol
 */
export const serviceError = (
  { task, unit }: Pick<TaskCall, 'task' | 'unit'>,
  names: ServiceNames,
  { error, code, message }: { readonly error: string; readonly code: string; readonly message: string },
): TaskResult => {
  const id = unit.ids.next();
  return task.integration.sdk
    ? failed(
        `${names.sdk}.${error}`,
        `${message} (Service: ${names.sdk}, Status Code: 400, Request ID: ${id}) (SDK Attempt Count: 1)`,
      )
    : failed(
        `${names.optimised}.${error}`,
        `${message} (Service: ${names.product}; Status Code: 400; Error Code: ${code}; Request ID: ${id}; Proxy: null)`,
      );
};
