import type { ServedFunction } from '@espresso/contract';
import { isJsonObject, toJson } from '@espresso/kernel';
import { carryOut } from '../work/carry-out.ts';
import { failed, succeeded, type Engine, type Service, type TaskResult } from '../engine.ts';

/** `lambda:invoke`: the function's answer, framed as Lambda's API frames it. */
export const lambda: Service = {
  invoke: async ({ engine, unit, arguments: { FunctionName: name, Payload: payload = {} } }) => {
    const served = typeof name === 'string' ? functionNamed(engine, name) : undefined;
    if (served === undefined) {
      return failed('Lambda.ResourceNotFoundException', `Function not found: ${JSON.stringify(name ?? null)}`);
    }
    try {
      const outcome = await served.run(payload, unit);
      const refused = await carryOut(engine, unit, outcome);
      if (refused !== undefined) return functionError(refused.reason, refused.detail ?? refused.reason);
      const reply = outcome.accepted ? served.function.output.parse(outcome.reply) : null;
      return succeeded({ ExecutedVersion: '$LATEST', StatusCode: 200, Payload: toJson(reply) });
    } catch (error) {
      return error instanceof Error ? functionError(error.name, error.message) : functionError('Error', String(error));
    }
  },
};

/** A function's ARN as a task's resource: the function's answer itself. */
export const lambdaFunction: Service = {
  invoke: async (call) => {
    const { task } = call;
    const payload = task.arguments;
    const asked = { FunctionName: task.integration.action, Payload: payload };
    const invoked = await lambda['invoke']?.({ ...call, arguments: asked });
    if (invoked?.type !== 'succeeded') return invoked ?? failed('States.Runtime', 'there is no way to call a function');
    return succeeded(isJsonObject(invoked.output) ? (invoked.output['Payload'] ?? null) : null);
  },
};

/** A context's function by its ARN, by a part of it, or by its name, with or without a version. */
export const functionNamed = (
  { definitions: { functions, arns } }: Engine,
  name: string,
): ServedFunction | undefined => {
  const known = functions.get(name);
  if (known !== undefined) return known;
  const bare =
    /^(?:arn:[^:]*:lambda:[^:]*:[^:]*:function:|[^:]*:function:|function:)?([A-Za-z0-9_-]+)(?::[^:]+)?$/.exec(
      name,
    )?.[1];
  return bare === undefined ? undefined : functions.get(arns.functionNamed(bare));
};

/** A function's failure as Step Functions tells it: the error's name, and a cause that is JSON text. */
const functionError = (errorType: string, errorMessage: string): TaskResult =>
  failed(errorType, JSON.stringify({ errorType, errorMessage }));
