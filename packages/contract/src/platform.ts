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

/** The name under which the host tells of what people did to it, so that whoever changed something is in the log. */
export const HOST = 'host';

/** Who did it: the id of staff, or of what acted for them. */
const by = z.string();

export const executionStopped = defineEvent({
  owner: HOST,
  detailType: 'Host.ExecutionStopped',
  version: 1,
  detail: z.object({ by, stateMachine: z.string(), execution: z.string() }),
  example: { by: 'staff-1', stateMachine: 'OrderProcessor', execution: '0f0e' },
  sentence: ({ stateMachine }) => `Somebody stopped a running ${stateMachine}.`,
});

const letters = z.array(z.object({ rule: z.string(), eventId: z.string() }));
const anExample = { by: 'staff-1', deliveries: [{ rule: 'metrics.countEnding', eventId: '0f0e' }] };

export const deadLettersRedriven = defineEvent({
  owner: HOST,
  detailType: 'Host.DeadLettersRedriven',
  version: 1,
  detail: z.object({ by, deliveries: letters }),
  example: anExample,
  sentence: ({ deliveries }) => `Somebody sent ${String(deliveries.length)} dead letters on their way again.`,
});

export const deadLettersDiscarded = defineEvent({
  owner: HOST,
  detailType: 'Host.DeadLettersDiscarded',
  version: 1,
  detail: z.object({ by, deliveries: letters }),
  example: anExample,
  sentence: ({ deliveries }) => `Somebody gave ${String(deliveries.length)} dead letters up for good.`,
});

export const replayStarted = defineEvent({
  owner: HOST,
  detailType: 'Host.ReplayStarted',
  version: 1,
  detail: z.object({
    by,
    name: z.string(),
    /** The rules it sends to; every rule without effects where it names none. */
    rules: z.array(z.string()),
    fromMs: z.number(),
    toMs: z.number(),
  }),
  example: { by: 'staff-1', name: 'yesterday', rules: [], fromMs: 1_700_000_000_000, toMs: 1_700_003_600_000 },
  sentence: ({ name }) => `Somebody began to send a stretch of the archive again (${name}).`,
});

/** Everything that is published by no context. */
export const platformEvents = [
  executionStatusChanged,
  executionStopped,
  deadLettersRedriven,
  deadLettersDiscarded,
  replayStarted,
] as const;
