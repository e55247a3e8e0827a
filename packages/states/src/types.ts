import type { Json, JsonObject, Random } from '@espresso/kernel';

/** One thing found in a definition, as ValidateStateMachineDefinition words it. */
export interface Diagnostic {
  readonly code: string;
  readonly message: string;
  /** Where, as a path of field names: `/States/Pay/Next`. Empty when the definition as a whole is meant. */
  readonly location: string;
  readonly severity: 'ERROR' | 'WARNING';
}

export type MachineType = 'STANDARD' | 'EXPRESS';

export interface CheckOptions {
  /** STANDARD when left out. */
  readonly type?: MachineType;
}

/** A checked definition, ready to run. Opaque but for the definition it was made from. */
export interface Machine {
  readonly definition: JsonObject;
}

/** What one step may ask of the world: all of it comes in from outside. */
export interface World {
  /** Milliseconds since 1970-01-01T00:00:00Z; one instant for the whole step. */
  readonly nowMs: number;
  readonly random: Random;
  readonly uuid: () => string;
  /** The task token for the task `ref` of this execution: the same for the same ref. */
  readonly taskToken: (ref: string) => string;
}

export interface StartRequest {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  readonly input: Json;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** Everything an execution must remember between steps. Plain JSON: survives stringify and parse unchanged. */
export interface Execution {
  readonly status: ExecutionStatus;
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  readonly startMs: number;
  readonly stopMs?: number;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly lastEventId: number;
  /** How many refs were given out so far: refs are never used twice. */
  readonly lastRef: number;
  /** When the machine's own TimeoutSeconds ends the execution. */
  readonly untilMs?: number;
  /** How often it was redriven; absent until the first time. */
  readonly redriveCount?: number;
  /** Where an execution that did not succeed can be taken up again. */
  readonly redriveFrom?: Thread;
  /** Every line of control that is under way: the root and one per running branch or iteration. Empty once ended. */
  readonly threads: { readonly [id: string]: Thread };
}

/** One line of control: where it is, what it holds, and what it waits for. */
export interface Thread {
  /** `r` for the root; a branch or iteration appends `/` and its index. */
  readonly id: string;
  /** Which of the machine's `States` blocks it walks through. */
  readonly block: number;
  readonly state: string;
  /** The raw input of the state. */
  readonly input: Json;
  /** Variables of this scope only; those of outer scopes are read through the parent. */
  readonly variables: JsonObject;
  /** The event its next event links to. */
  readonly previousId: number;
  /** The event its StateEntered links to, and StateEntered itself. */
  readonly beforeId: number;
  readonly enteredId: number;
  readonly enteredMs: number;
  /** Attempts used, one number per retrier of the state; absent before the first retry. */
  readonly retries?: readonly number[];
  /** The Map item this thread works on. */
  readonly item?: { readonly Index: number; readonly Value: Json };
  readonly wait?: Wait;
}

/** What a thread waits for. A ref names one wait: its task, its timer, or both. */
export type Wait =
  | {
      readonly for: 'task';
      readonly ref: string;
      readonly sinceMs: number;
      readonly resource: string;
      /** Whether its outcome comes by task token. */
      readonly callback: boolean;
      /** A callback or .sync call was made and its outcome is outstanding; for an activity: a worker has it. */
      readonly submitted: boolean;
      readonly timeoutAtMs?: number;
      readonly heartbeatAtMs?: number;
      readonly heartbeatMs?: number;
    }
  | { readonly for: 'timer' | 'retry'; readonly ref: string; readonly sinceMs: number; readonly untilMs: number }
  /** The children of a distributed Map: first for their items, where these are read from elsewhere, then for their end. */
  | {
      readonly for: 'map-run';
      readonly ref: string;
      readonly sinceMs: number;
      readonly arn: string;
      readonly label: string;
      readonly isReading: boolean;
      readonly concurrency: number;
      readonly toleratedCount?: number;
      readonly toleratedPercentage?: number;
    }
  | {
      readonly for: 'branches';
      /** Outputs by index; null until there is one. */
      readonly results: readonly Json[];
      readonly finished: number;
      /** Map only: inputs of iterations not started yet, in order, and the items they stand for. */
      readonly pending: readonly { readonly input: Json; readonly item: Json }[];
    };

/** What a running execution is waiting for, for people. */
export interface WaitView {
  readonly ref: string;
  readonly state: string;
  readonly sinceMs: number;
  readonly untilMs?: number;
  readonly for: 'callback' | 'task' | 'timer' | 'retry';
  readonly resource?: string;
}

export type Signal =
  | { readonly type: 'task-succeeded'; readonly ref: string; readonly output: Json }
  | { readonly type: 'task-failed'; readonly ref: string; readonly error: string; readonly cause?: string }
  /** A waitForTaskToken or .sync call was made and now waits; an activity was taken by a worker (`{ workerName }`). */
  | { readonly type: 'task-submitted'; readonly ref: string; readonly output: Json }
  | { readonly type: 'task-heartbeat'; readonly ref: string }
  /** A timer the interpreter asked for is due. */
  | { readonly type: 'timer'; readonly ref: string }
  | { readonly type: 'stop'; readonly error?: string; readonly cause?: string };

export type Effect =
  | {
      readonly type: 'task';
      readonly ref: string;
      readonly state: string;
      readonly resource: string;
      readonly integration: Integration;
      readonly arguments: Json;
      /** For callback tasks and activities. */
      readonly taskToken?: string;
    }
  /** Start an execution for each child; tell how they ended as the outcome of a task of this ref. */
  | MapRunEffect
  /** Asking again with the same ref replaces the older one. */
  | { readonly type: 'timer'; readonly ref: string; readonly dueMs: number }
  /** The timer and the task of this ref are no longer wanted, whichever of them exist. */
  | { readonly type: 'cancel'; readonly ref: string };

/** A Map Run to be carried out. */
export interface MapRunEffect {
  readonly type: 'map-run';
  readonly ref: string;
  readonly arn: string;
  readonly label: string;
  readonly executionType: MachineType;
  readonly processor: JsonObject;
  /** How many children may run at once; 0 leaves it to the host. */
  readonly concurrency: number;
  readonly toleratedCount: number;
  readonly toleratedPercentage: number;
  readonly children: readonly ChildInput[];
  readonly writer?: ResultWriter;
}

/** The input of one child, and how many items are in it. */
export interface ChildInput {
  readonly input: Json;
  readonly items: number;
}

/** Where and how the results of a Map Run are written; without a resource they are the state's result. */
export interface ResultWriter {
  readonly resource: string | undefined;
  readonly arguments: Json;
  readonly transformation: string | undefined;
  readonly outputType: 'JSON' | 'JSONL';
}

/**
 * A task's `resource`, parsed: `arn:aws:states:::lambda:invoke.waitForTaskToken` is
 * `{ service: 'lambda', action: 'invoke', pattern: 'callback', sdk: false }`. A function ARN has service `function`
 * and the ARN as action; an activity ARN has service `activity` and the ARN as action.
 */
export interface Integration {
  readonly service: string;
  readonly action: string;
  readonly pattern: 'request-response' | 'sync' | 'sync:2' | 'callback';
  /** Whether it is an `aws-sdk:` integration. */
  readonly sdk: boolean;
}

/** One event of an execution's history, in AWS's vocabulary. Inputs and outputs in `details` are JSON texts. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestampMs: number;
  readonly type: string;
  readonly details: JsonObject;
}

export interface Step {
  readonly execution: Execution;
  readonly effects: readonly Effect[];
  /** The new events only. */
  readonly history: readonly HistoryEvent[];
}
