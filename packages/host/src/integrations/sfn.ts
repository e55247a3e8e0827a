import type { Json } from '@espresso/kernel';
import { parseJson } from '@espresso/kernel';
import { signalByToken, startExecution } from '../executions/run.ts';
import { failed, succeeded, type Service } from '../engine.ts';

/** `states:startExecution` and `aws-sdk:sfn:sendTaskSuccess`, `sendTaskFailure`, `sendTaskHeartbeat`. */
export const sfn: Service = {
  startExecution: async ({ engine, unit, arguments: { StateMachineArn: arn, Name: name, Input: input = {} } }) => {
    const workflow = engine.machines.all().find((deployed) => deployed.arn === arn);
    if (workflow === undefined) {
      return failed(
        'StepFunctions.StateMachineDoesNotExistException',
        `State Machine Does Not Exist: '${textOf(arn)}'`,
      );
    }
    const execution = typeof name === 'string' ? name : unit.ids.next();
    const started = await startExecution(engine, unit, workflow, { name: execution, input });
    if (!started.fresh) {
      return failed('StepFunctions.ExecutionAlreadyExistsException', `Execution Already Exists: '${started.arn}'`);
    }
    return succeeded({ ExecutionArn: started.arn, StartDate: unit.nowMs });
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

const gone = () =>
  failed(
    'Sfn.TaskTimedOutException',
    "Task Timed Out: 'Provided task does not exist anymore' (Service: Sfn, Status Code: 400)",
  );

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
