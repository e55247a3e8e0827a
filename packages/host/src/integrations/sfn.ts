import { parseJson, type Json } from '@espresso/kernel';
import type { Signal } from '@espresso/states';
import { signalByToken, startExecution } from '../executions/run.ts';
import { succeeded, type Service, type TaskCall, type TaskResult } from '../engine.ts';
import { serviceError } from './service-error.ts';

/** `states:startExecution`, also `.sync` and `.sync:2`, and `aws-sdk:sfn:sendTaskSuccess`, `sendTaskFailure`, `sendTaskHeartbeat`. */
export const sfn: Service = {
  startExecution: async (call) => {
    const { engine, unit, arguments: asked, callerKey, task } = call;
    const { StateMachineArn: arn, Name: name, Input: given = {} } = asked;
    const machine = /:stateMachine:([^:]+)$/.exec(textOf(arn))?.[1];
    const workflow = machine === undefined ? undefined : engine.machines.find(unit.layer, machine);
    if (workflow === undefined)
      return said(call, 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${textOf(arn)}'`);
    // The optimised integration takes an object; a text is what it says.
    const input = jsonOf(given);
    if (input === undefined)
      return said(call, 'InvalidExecutionInput', "Invalid State Machine Execution Input: 'Invalid execution input.'");
    const { ref, integration } = task;
    const waits = integration.pattern === 'sync' || integration.pattern === 'sync:2';
    const started = await startExecution(engine, unit, workflow, {
      name: typeof name === 'string' ? name : unit.ids.next(),
      input,
      ...(workflow.type === 'EXPRESS' && { expressId: unit.ids.next() }),
      ...(waits && { parent: { key: callerKey, ref, pattern: integration.pattern } }),
    });
    if (!started.fresh) return said(call, 'ExecutionAlreadyExists', `Execution Already Exists: '${started.arn}'`);
    const output = { ExecutionArn: started.arn, StartDate: unit.nowMs };
    return waits ? { ...succeeded(output), child: started.key } : succeeded(output);
  },
  sendTaskSuccess: (call) => {
    const { Output: given = null } = call.arguments;
    const output = jsonOf(given);
    if (output === undefined)
      return Promise.resolve(said(call, 'InvalidOutput', "Invalid Task Output: 'Invalid output.'"));
    return tell(call, (ref) => ({ type: 'task-succeeded', ref, output }));
  },
  sendTaskFailure: (call) => {
    const { Error: error, Cause: cause } = call.arguments;
    return tell(call, (ref) => ({ type: 'task-failed', ref, error: textOf(error), cause: textOf(cause) }));
  },
  sendTaskHeartbeat: (call) => tell(call, (ref) => ({ type: 'task-heartbeat', ref })),
};

const tell = async (call: TaskCall, signalFor: (ref: string) => Signal): Promise<TaskResult> => {
  const { engine, unit, arguments: asked } = call;
  const token = textOf(asked['TaskToken']);
  if (engine.tokens.read(token) === undefined) return said(call, 'InvalidToken', "Invalid Token: 'Invalid token'");
  if (await signalByToken(engine, unit, token, signalFor)) return succeeded({});
  return said(call, 'TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
};

const NAMES = { optimised: 'StepFunctions', product: 'AWSStepFunctions', sdk: 'Sfn' };

const said = (call: TaskCall, code: string, message: string): TaskResult =>
  serviceError(call, NAMES, { error: `${code}Exception`, code, message });

/** A value, or what a text of JSON says; undefined where that is none. */
const jsonOf = (given: Json): Json | undefined => {
  if (typeof given !== 'string') return given;
  try {
    return parseJson(given);
  } catch {
    // Not JSON: the task is told so.
    return undefined;
  }
};

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
