import {
  listExecutions as listRecords,
  readExecution,
  redriveExecution as redrive,
  signalExecution,
  startExecution as start,
  type Engine,
  type ExecutionRecord,
  type Unit,
} from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { AwsError, validation } from '../protocol/errors.ts';
import { choiceIn, defined, requiredText, seconds, textIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { checkedName, qualifiedName } from './arns.ts';
import { executionInput } from './execution-input.ts';
import { executionOf, typeNotSupported } from './find-execution.ts';
import { machineOf } from './find-machine.ts';
import { listed } from './lists.ts';
import { mapRunOf } from './map-runs.ts';

export const startExecution: Operation = async ({ host, ids }, input) => {
  const arn = requiredText(input, 'stateMachineArn');
  const given = textIn(input, 'name');
  const name = given === undefined ? ids.next() : checkedName(given);
  const inputText = textIn(input, 'input') ?? '{}';
  const value = executionInput(inputText);
  return host.transact(async (unit, engine) => {
    const machine = machineOf(engine, unit, arn);
    const { qualifier } = machine;
    const workflow = qualifier ? engine.machines.of(machine) : engine.machines.find(unit.layer, machine.name);
    if (workflow === undefined)
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    const wish = { name, input: value, inputText, ...(qualifier && { qualifier }) };
    const expressId = workflow.type === 'EXPRESS' ? { expressId: ids.next() } : undefined;
    const started = await start(engine, unit, workflow, { ...wish, ...expressId });
    const record = readExecution(unit.layer, started.key);
    if (record === undefined) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${started.arn}'`);
    // The same wish again, while it runs, is the same execution; anything else is a mistake.
    if (!started.fresh && !(record.execution.status === 'RUNNING' && inputOf(record) === inputText))
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${started.arn}'`);
    return { executionArn: started.arn, startDate: seconds(record.execution.startMs) };
  });
};

/** The input of an execution as it was given. */
export const inputOf = ({ inputText, execution }: ExecutionRecord): string =>
  inputText ?? JSON.stringify(execution.input);

const redriveStatus = ({ execution: { status } }: ExecutionRecord): JsonObject =>
  status === 'RUNNING' || status === 'SUCCEEDED'
    ? {
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: `Execution is ${status} and cannot be redriven`,
      }
    : { redriveStatus: 'REDRIVABLE' };

export const describeExecution: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'executionArn');
  const withData = choiceIn(input, 'includedData', ['ALL_DATA', 'METADATA_ONLY']) !== 'METADATA_ONLY';
  return host.look((unit) => {
    const { record } = executionOf(unit, arn);
    const { execution, redrivenMs } = record;
    const { output } = execution;
    return defined({
      executionArn: execution.executionArn,
      stateMachineArn: execution.stateMachineArn,
      name: execution.name,
      status: execution.status,
      startDate: seconds(execution.startMs),
      stopDate: execution.stopMs === undefined ? undefined : seconds(execution.stopMs),
      ...(withData && {
        input: inputOf(record),
        inputDetails: { included: true },
        ...(output !== undefined && { output: JSON.stringify(output), outputDetails: { included: true } }),
      }),
      error: execution.error,
      cause: execution.cause,
      mapRunArn: record.mapRun?.arn,
      ...startedBy(record),
      redriveCount: execution.redriveCount ?? 0,
      redriveDate: redrivenMs === undefined ? undefined : seconds(redrivenMs),
      ...redriveStatus(record),
    });
  });
};

const STATUS = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'] as const;

/** Executions of a machine, the newest first. */
export const listExecutions: Operation = async ({ host }, input) => {
  const arn = textIn(input, 'stateMachineArn');
  const mapRunArn = textIn(input, 'mapRunArn');
  if ((arn === undefined) === (mapRunArn === undefined))
    throw validation('Must specify exactly one of: stateMachineArn, mapRunArn');
  const status = choiceIn(input, 'statusFilter', STATUS);
  return host.look((unit, engine) => {
    const executions = (mapRunArn === undefined ? ofMachine(engine, unit, arn ?? '') : ofMapRun(unit, mapRunArn))
      .filter(({ execution }) => status === undefined || execution.status === status)
      .sort((a, b) => b.execution.startMs - a.execution.startMs);
    return listed(input, 'executions', executions, ({ execution }) => execution.name, shownInList);
  });
};

const ofMachine = (engine: Engine, unit: Unit, arn: string): readonly ExecutionRecord[] => {
  const { name, type } = machineOf(engine, unit, arn);
  if (type === 'EXPRESS') throw typeNotSupported();
  const { qualifier: asked } = qualifiedName(arn);
  return listRecords(unit.layer, { stateMachine: name, limit: Infinity })
    .map(([, record]) => record)
    .filter(({ qualifier }) => asked === undefined || [String(qualifier?.version), qualifier?.alias].includes(asked));
};

const ofMapRun = (unit: Unit, arn: string): readonly ExecutionRecord[] => {
  const { machineName } = mapRunOf(unit.layer, arn);
  return listRecords(unit.layer, { stateMachine: machineName, limit: Infinity })
    .map(([, record]) => record)
    .filter(({ mapRun }) => mapRun?.arn === arn);
};

/** The version and the alias an execution was started by. */
const startedBy = ({ execution: { stateMachineArn }, qualifier }: ExecutionRecord): JsonObject =>
  qualifier === undefined
    ? {}
    : defined({
        stateMachineVersionArn: `${stateMachineArn}:${qualifier.version}`,
        stateMachineAliasArn: qualifier.alias === undefined ? undefined : `${stateMachineArn}:${qualifier.alias}`,
      });

const shownInList = (record: ExecutionRecord): JsonObject => {
  const { execution, redrivenMs, mapRun } = record;
  return defined({
    executionArn: execution.executionArn,
    stateMachineArn: execution.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.startMs),
    stopDate: execution.stopMs === undefined ? undefined : seconds(execution.stopMs),
    mapRunArn: mapRun?.arn,
    itemCount: mapRun?.items,
    ...startedBy(record),
    redriveCount: execution.redriveCount ?? 0,
    redriveDate: redrivenMs === undefined ? undefined : seconds(redrivenMs),
  });
};

export const stopExecution: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'executionArn');
  const error = textIn(input, 'error');
  const cause = textIn(input, 'cause');
  return host.transact(async (unit, engine) => {
    const { key } = executionOf(unit, arn);
    const why = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    await signalExecution(engine, unit, key, { type: 'stop', ...why });
    const { record } = executionOf(unit, arn);
    return { stopDate: seconds(record.execution.stopMs ?? unit.nowMs) };
  });
};

export const redriveExecution: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'executionArn');
  return host.transact(async (unit, engine) => {
    const { key, record } = executionOf(unit, arn);
    if (!(await redrive(engine, unit, key)))
      throw new AwsError('ExecutionNotRedrivable', `Execution is ${record.execution.status} and cannot be redriven`);
    return { redriveDate: seconds(unit.nowMs) };
  });
};
