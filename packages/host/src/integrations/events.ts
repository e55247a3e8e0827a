import type { Json } from '@espresso/kernel';
import { failed, succeeded, type Service } from '../engine.ts';
import { putEntry } from './put-entry.ts';

/** `events:putEvents`, as the optimised integration answers it: a failed entry fails the task (FailedEntry). `aws-sdk:` leaves that to its caller. */
export const events: Service = {
  putEvents: ({ engine, unit, task, caller: { execution }, arguments: { Entries: entries = [] } }) => {
    // The service adds resources of its own, as AWS does: the machine and the execution that spoke.
    const resources = [execution.stateMachineArn, execution.executionArn];
    const results = (Array.isArray(entries) ? entries : [entries]).map((entry: Json) =>
      putEntry(engine, unit, entry, { resources }),
    );
    const failedCount = results.filter((result) => 'ErrorCode' in result).length;
    const answer = { Entries: results, FailedEntryCount: failedCount };
    return Promise.resolve(
      failedCount > 0 && !task.integration.sdk
        ? failed('EventBridge.FailedEntry', JSON.stringify(answer))
        : succeeded(answer),
    );
  },
};
