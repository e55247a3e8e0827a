import type { Json } from '@espresso/kernel';
import { parseJson } from '@espresso/kernel';
import { signalByToken, startExecution } from '../executions/run.ts';
import { failed, succeeded, type Service } from '../engine.ts';

/** `states:startExecution` and `aws-sdk:sfn:sendTaskSuccess`, `sendTaskFailure`, `sendTaskHeartbeat`. */
export const sfn: Service = {
  startExecution: async ({ engine, unit, arguments: asked, callerKey, task }) => {
    const { StateMachineArn: arn, Name: name, Input: given = {} } = asked;
    const machine = /:stateMachine:([^:]+)$/.exec(textOf(arn))?.[1];
    const workflow = machine === undefined ? undefined : engine.machines.find(unit.layer, machine);
    if (workflow === undefined) {
      return failed(
        'StepFunctions.StateMachineDoesNotExistException',
        serviceMessage(`State Machine Does Not Exist: '${textOf(arn)}'`, 'StateMachineDoesNotExist'),
      );
    }
    // The optimised integration takes an object; a text is what it says.
    const input = typeof given === 'string' ? parseJson(given) : given;
    const execution = typeof name === 'string' ? name : unit.ids.next();
    const { ref, integration } = task;
    const waits = integration.pattern === 'sync' || integration.pattern === 'sync:2';
    const started = await startExecution(engine, unit, workflow, {
      name: execution,
      input,
      ...(workflow.type === 'EXPRESS' && { expressId: unit.ids.next() }),
      ...(waits && { parent: { key: callerKey, ref, pattern: integration.pattern } }),
    });
    if (!started.fresh) {
      return failed(
        'StepFunctions.ExecutionAlreadyExistsException',
        serviceMessage(`Execution Already Exists: '${started.arn}'`, 'ExecutionAlreadyExists'),
      );
    }
    const output = { ExecutionArn: started.arn, StartDate: unit.nowMs };
    return waits ? { ...succeeded(output), child: started.key } : succeeded(output);
  },
  sendTaskSuccess: async ({ engine, unit, arguments: { TaskToken: token, Output: output = null } }) => {
    const result = typeof output === 'string' ? parseJson(output) : output;
    const waiting = await signalByToken(engine, unit, textOf(token), (ref) => ({
      type: 'task-succeeded',
      ref,
      output: result,
    }));
    return waiting ? succeeded({}) : gone();
  },
  sendTaskFailure: async ({ engine, unit, arguments: { TaskToken: token, Error: error, Cause: cause } }) => {
    const waiting = await signalByToken(engine, unit, textOf(token), (ref) => ({
      type: 'task-failed',
      ref,
      error: textOf(error),
      cause: textOf(cause),
    }));
    return waiting ? succeeded({}) : gone();
  },
  sendTaskHeartbeat: async ({ engine, unit, arguments: { TaskToken: token } }) => {
    const waiting = await signalByToken(engine, unit, textOf(token), (ref) => ({ type: 'task-heartbeat', ref }));
    return waiting ? succeeded({}) : gone();
  },
};

/** The wording of the optimised integration. */
const serviceMessage = (message: string, code: string): string =>
  `${message} (Service: AWSStepFunctions; Status Code: 400; Error Code: ${code})`;

const gone = () =>
  failed(
    'Sfn.TaskTimedOutException',
    "Task Timed Out: 'Provided task does not exist anymore' (Service: Sfn, Status Code: 400)",
  );

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
