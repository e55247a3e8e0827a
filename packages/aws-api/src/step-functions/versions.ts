import {
  dropVersion,
  listAliases,
  listVersions,
  readVersion,
  writeStateMachine,
  writeVersion,
  type MachineVersion,
  type StateMachineRow,
  type Unit,
} from '@espresso/host/resources';
import { AwsError } from '../protocol/errors.ts';
import { requiredText, seconds, textIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { qualifiedName } from './arns.ts';
import { machineOf, ownMachine } from './find-machine.ts';
import { listed } from './lists.ts';

/**
 * Publishes a machine as it stands. A machine that has not changed since its newest version is that version: asking twice
 * is asking once.
 */
export const publish = (unit: Unit, row: StateMachineRow, description: string | undefined): MachineVersion => {
  const [newest] = listVersions(unit.layer, row.name);
  if (newest?.hash === row.hash && newest.revisionId === row.revisionId) return newest;
  const number = (row.lastVersion ?? 0) + 1;
  const { lastVersion: _older, ...machine } = row;
  const version = { ...machine, number, createdMs: unit.nowMs, ...(description !== undefined && { description }) };
  writeVersion(unit.layer, version);
  writeStateMachine(unit.layer, { ...row, lastVersion: number });
  return version;
};

export const publishStateMachineVersion: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'stateMachineArn');
  const asked = textIn(input, 'revisionId');
  const description = textIn(input, 'description');
  return host.transact((unit, engine) => {
    const { arn: machineArn, isContexts: _own, ...row } = ownMachine(engine, unit, arn);
    const current = row.revisionId ?? 'INITIAL';
    if (asked !== undefined && asked !== current)
      throw new AwsError(
        'ConflictException',
        `Failed to publish the State Machine version for revision ${asked}. The current State Machine revision is ${current}.`,
      );
    const { number, createdMs } = publish(unit, row, description);
    return { creationDate: seconds(createdMs), stateMachineVersionArn: `${machineArn}:${number}` };
  });
};

export const listStateMachineVersions: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'stateMachineArn');
  return host.look((unit, engine) => {
    const machine = machineOf(engine, unit, arn);
    return listed(
      input,
      'stateMachineVersions',
      listVersions(unit.layer, machine.name),
      ({ number }) => String(number),
      ({ number, createdMs }) => ({
        stateMachineVersionArn: `${machine.arn}:${number}`,
        creationDate: seconds(createdMs),
      }),
    );
  });
};

export const deleteStateMachineVersion: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'stateMachineVersionArn');
  const { name, qualifier = '' } = qualifiedName(arn);
  const number = Number(qualifier);
  await host.transact((unit) => {
    if (readVersion(unit.layer, name, number) === undefined) return;
    const users = listAliases(unit.layer, name).filter(({ routing }) =>
      routing.some(({ version }) => version === number),
    );
    if (users.length > 0)
      throw new AwsError(
        'ConflictException',
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map((user) => user.name).join(', ')}]`,
      );
    dropVersion(unit.layer, name, number);
  });
  return {};
};
