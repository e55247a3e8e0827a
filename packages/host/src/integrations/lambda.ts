import { toJson } from '@espresso/kernel';
import { carryOut } from '../work/carry-out.ts';
import { failed, succeeded, type Service, type TaskResult } from '../engine.ts';

/** `lambda:invoke`: the function's answer, framed as Lambda's API frames it. */
export const lambda: Service = {
  invoke: async ({ engine, unit, arguments: { FunctionName: name, Payload: payload = {} } }) => {
    const served = typeof name === 'string' ? engine.definitions.functions.get(name) : undefined;
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

/** A function's failure as Step Functions tells it: the error's name, and a cause that is JSON text. */
const functionError = (errorType: string, errorMessage: string): TaskResult =>
  failed(errorType, JSON.stringify({ errorType, errorMessage }));
