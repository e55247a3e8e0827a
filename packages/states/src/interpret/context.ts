import { iso, type JsonObject } from '@espresso/kernel';
import type { Execution, Thread } from '../types.ts';

/** The context object (developer guide, "Accessing execution data from the Context object"). */
export const contextOf = (
  execution: Execution,
  thread: Thread,
  about: { readonly isTask: boolean; readonly token: string | undefined; readonly item: Thread['item'] },
): JsonObject => {
  const { executionArn, input, name, roleArn, startMs, stateMachineArn, stateMachineName } = execution;
  const retries = (thread.retries ?? []).reduce((sum, used) => sum + used, 0);
  return {
    Execution: {
      Id: executionArn,
      Input: input,
      Name: name,
      RoleArn: roleArn,
      StartTime: iso(startMs),
      RedriveCount: execution.redriveCount ?? 0,
    },
    StateMachine: { Id: stateMachineArn, Name: stateMachineName },
    State: { Name: thread.state, EnteredTime: iso(thread.enteredMs), ...(about.isTask && { RetryCount: retries }) },
    ...(about.token !== undefined && { Task: { Token: about.token } }),
    ...(about.item && { Map: { Item: about.item } }),
  };
};
