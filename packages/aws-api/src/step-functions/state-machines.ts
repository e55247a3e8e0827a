import {
  definitionHash,
  dropStateMachine,
  dropVersionsAndAliases,
  forgetExecution,
  listExecutions,
  listStateMachines as listRows,
  readExecution,
  readStateMachine,
  writeStateMachine,
  writeTags,
  type StateMachineRow,
} from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { AwsError, validation } from '../protocol/errors.ts';
import { booleanIn, choiceIn, defined, objectIn, requiredText, seconds, textIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { checkedName, executionNames, stateMachineName } from './arns.ts';
import { checkedDefinition } from './definition.ts';
import { executionOf } from './find-execution.ts';
import { machineNamed, machineOf, ownMachine, type ShownMachine } from './find-machine.ts';
import { listed } from './lists.ts';
import { tagsIn } from './tags.ts';
import { publish } from './versions.ts';

const SETTINGS = ['loggingConfiguration', 'tracingConfiguration', 'encryptionConfiguration'];

const settingsIn = (input: JsonObject): JsonObject =>
  Object.fromEntries(
    SETTINGS.flatMap((name) => {
      const value = objectIn(input, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Whether a version is to be published, and how it is described. @throws AwsError where there is only the latter */
const publishing = (input: JsonObject): { readonly isPublished: boolean; readonly description: string | undefined } => {
  const isPublished = booleanIn(input, 'publish') ?? false;
  const description = textIn(input, 'versionDescription');
  if (!isPublished && description !== undefined)
    throw validation('Version description can only be set when publish is true');
  return { isPublished, description };
};

const checkedRole = (arn: string): string => {
  if (!/^arn:aws[a-zA-Z-]*:iam::\d*:role\/.+$/.test(arn))
    throw new AwsError('InvalidArn', `Invalid Role Arn: '${arn}'`);
  return arn;
};

export const createStateMachine: Operation = async ({ host }, input) => {
  const name = checkedName(requiredText(input, 'name'));
  const text = requiredText(input, 'definition');
  const roleArn = checkedRole(requiredText(input, 'roleArn'));
  const type = choiceIn(input, 'type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
  const definition = checkedDefinition(text, type);
  const hash = definitionHash(type, definition);
  const settings = settingsIn(input);
  const { isPublished, description } = publishing(input);
  return host.transact((unit, engine) => {
    const known = machineNamed(engine, unit, name);
    const arn = engine.definitions.arns.stateMachine(name);
    if (known !== undefined) {
      // Asked for twice in the same words: done once (API reference, CreateStateMachine).
      if (known.hash === hash && known.text === text && known.roleArn === roleArn)
        return { stateMachineArn: arn, creationDate: seconds(known.createdMs) };
      throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    const createdMs = unit.nowMs;
    writeStateMachine(unit.layer, {
      name,
      type,
      roleArn,
      definition,
      text,
      hash,
      createdMs,
      updatedMs: createdMs,
      settings,
    });
    writeTags(unit.layer, arn, tagsIn(input));
    const made = readStateMachine(unit.layer, name);
    const version = isPublished && made ? publish(unit, made, description) : undefined;
    return defined({
      stateMachineArn: arn,
      creationDate: seconds(createdMs),
      stateMachineVersionArn: version && `${arn}:${version.number}`,
    });
  });
};

export const updateStateMachine: Operation = async ({ host, ids }, input) => {
  const arn = requiredText(input, 'stateMachineArn');
  const text = textIn(input, 'definition');
  const role = textIn(input, 'roleArn');
  const settings = settingsIn(input);
  const { isPublished, description } = publishing(input);
  if (text === undefined && role === undefined && Object.keys(settings).length === 0 && !isPublished)
    throw new AwsError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  return host.transact((unit, engine) => {
    const { arn: machineArn, isContexts: _own, ...before } = ownMachine(engine, unit, arn);
    const definition = text === undefined ? before.definition : checkedDefinition(text, before.type);
    const row: StateMachineRow = {
      ...before,
      definition,
      text: text ?? before.text,
      hash: definitionHash(before.type, definition),
      roleArn: role === undefined ? before.roleArn : checkedRole(role),
      updatedMs: unit.nowMs,
      revisionId: ids.next(),
      settings: { ...before.settings, ...settings },
    };
    const isSame = row.hash === before.hash && row.text === before.text && row.roleArn === before.roleArn;
    const now = isSame ? before : row;
    writeStateMachine(unit.layer, now);
    const version = isPublished ? publish(unit, now, description) : undefined;
    return defined({
      updateDate: seconds(unit.nowMs),
      revisionId: now.revisionId,
      stateMachineVersionArn: version && `${machineArn}:${version.number}`,
    });
  });
};

const noLogging = { level: 'OFF', includeExecutionData: false };

const shownSettings = ({ settings }: ShownMachine): JsonObject => ({
  loggingConfiguration: noLogging,
  tracingConfiguration: { enabled: false },
  ...settings,
});

export const describeStateMachine: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'stateMachineArn');
  return host.look((unit, engine) => {
    const machine = machineOf(engine, unit, arn);
    return defined({
      stateMachineArn: machine.arn,
      name: machine.name,
      status: 'ACTIVE',
      definition: machine.text,
      roleArn: machine.roleArn,
      type: machine.type,
      creationDate: seconds(machine.createdMs),
      ...shownSettings(machine),
      revisionId: machine.revisionId,
      description: machine.description,
    });
  });
};

/** The machine as the execution runs by it, however often it was updated since. */
export const describeStateMachineForExecution: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'executionArn');
  return host.look((unit, engine) => {
    const { key } = executionOf(unit, arn);
    const { stateMachine } = executionNames(arn);
    const record = readExecution(unit.layer, key);
    const machine = machineNamed(engine, unit, stateMachine);
    if (record === undefined) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    const own = engine.machines.byHash(unit.layer, record.stateMachine, record.definition).definition;
    const isNewest = machine?.hash === record.definition;
    return defined({
      stateMachineArn: record.execution.stateMachineArn,
      name: record.stateMachine,
      definition: isNewest ? machine.text : JSON.stringify(own),
      roleArn: record.execution.roleArn,
      updateDate: seconds(isNewest ? machine.updatedMs : record.execution.startMs),
      ...(machine && shownSettings(machine)),
      revisionId: isNewest ? machine.revisionId : undefined,
    });
  });
};

export const listStateMachines: Operation = async ({ host }, input) =>
  host.look((unit, engine) => {
    const names = [...engine.machines.all(), ...listRows(unit.layer)].map(({ name }) => name).sort();
    const machines = names.flatMap((name) => machineNamed(engine, unit, name) ?? []);
    return listed(
      input,
      'stateMachines',
      machines,
      ({ name }) => name,
      ({ arn, name, type, createdMs }) => ({ stateMachineArn: arn, name, type, creationDate: seconds(createdMs) }),
    );
  });

/** Its ended executions go with it; running ones run on by the definition they keep, and can be looked at still. */
export const deleteStateMachine: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'stateMachineArn');
  const name = stateMachineName(arn);
  await host.transact((unit, engine) => {
    if (machineNamed(engine, unit, name) === undefined) return;
    const machine = ownMachine(engine, unit, arn);
    dropStateMachine(unit.layer, name);
    dropVersionsAndAliases(unit.layer, name);
    writeTags(unit.layer, machine.arn, {});
    for (const [key, { execution }] of listExecutions(unit.layer, { stateMachine: name, limit: Infinity }))
      if (execution.status !== 'RUNNING') forgetExecution(unit.layer, key);
  });
  return {};
};
