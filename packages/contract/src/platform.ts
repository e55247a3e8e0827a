import { z } from 'zod';
import { defineEvent } from './events.ts';

/** The name under which the engine itself publishes. */
export const PLATFORM = 'aws.states';

/**
 * An execution came to an end that no state of it could tell of: it failed, timed out or was stopped.
 * The shape is AWS's own (Step Functions developer guide, "EventBridge events for status changes").
 */
export const executionStatusChanged = defineEvent({
  owner: PLATFORM,
  source: PLATFORM,
  detailType: 'Step Functions Execution Status Change',
  version: 1,
  detail: z.object({
    executionArn: z.string(),
    stateMachineArn: z.string(),
    name: z.string(),
    status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
    startDate: z.number(),
    stopDate: z.number().nullable(),
    /** The execution's input, as JSON text. */
    input: z.string(),
    output: z.string().nullable(),
    error: z.string().nullable(),
    cause: z.string().nullable(),
  }),
  example: {
    executionArn: 'arn:aws:states:local:000000000000:execution:OrderProcessor:0f0e',
    stateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:OrderProcessor',
    name: '0f0e',
    status: 'FAILED',
    startDate: 1_700_000_000_000,
    stopDate: 1_700_000_060_000,
    input: '{}',
    output: null,
    error: 'States.Runtime',
    cause: 'a state could not be evaluated',
  },
  sentence: ({ status, error }) =>
    status === 'FAILED'
      ? `A workflow failed${error === null ? '' : ` (${error})`}.`
      : `A workflow is now ${status.toLowerCase()}.`,
});
