import { runDetached, type DeployedWorkflow } from '@espresso/host/resources';
import { AwsError } from '../protocol/errors.ts';
import { defined, requiredText, seconds, textIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { checkedName } from './arns.ts';
import { executionInput } from './execution-input.ts';
import { typeNotSupported } from './find-execution.ts';
import { machineOf } from './find-machine.ts';

/** An Express execution may take five minutes. */
const LONGEST_MS = 300_000;
const BILLED_MS = 100;

/** Runs an Express execution to its end and gives what it came to; nothing of it is kept. */
export const startSyncExecution: Operation = async ({ host, ids, sleep }, input) => {
  const machineArn = requiredText(input, 'stateMachineArn');
  const given = textIn(input, 'name');
  const name = given === undefined ? ids.next() : checkedName(given);
  const inputText = textIn(input, 'input') ?? '{}';
  const value = executionInput(inputText);
  const { workflow, arn } = host.look((unit, engine): { readonly workflow: DeployedWorkflow; readonly arn: string } => {
    const machine = machineOf(engine, unit, machineArn);
    if (machine.type !== 'EXPRESS') throw typeNotSupported();
    const found = engine.machines.find(unit.layer, machine.name);
    if (found === undefined)
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
    return { workflow: found, arn: engine.definitions.arns.expressExecution(machine.name, name, ids.next()) };
  });
  const transact: typeof host.transact = (act) => host.transact(act);
  const { execution } = await runDetached({ transact, sleep, longestMs: LONGEST_MS }, workflow, {
    arn,
    name,
    input: value,
  });
  const { startMs, stopMs = startMs, output } = execution;
  return defined({
    executionArn: arn,
    stateMachineArn: workflow.arn,
    name,
    startDate: seconds(startMs),
    stopDate: seconds(stopMs),
    status: execution.status,
    error: execution.error,
    cause: execution.cause,
    input: inputText,
    inputDetails: { included: true },
    ...(output !== undefined && { output: JSON.stringify(output), outputDetails: { included: true } }),
    billingDetails: {
      billedDurationInMilliseconds: Math.ceil(Math.max(stopMs - startMs, 1) / BILLED_MS) * BILLED_MS,
      billedMemoryUsedInMB: 64,
    },
  });
};
