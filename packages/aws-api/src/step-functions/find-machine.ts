import {
  readAlias,
  readStateMachine,
  readVersion,
  type Engine,
  type MachineAlias,
  type StateMachineRow,
  type Unit,
} from '@espresso/host/resources';
import { AwsError } from '../protocol/errors.ts';
import { qualifiedName } from './arns.ts';

/** A state machine as it is shown: one that somebody made, or a context's. */
export interface ShownMachine extends Omit<StateMachineRow, 'settings'> {
  readonly arn: string;
  readonly settings: StateMachineRow['settings'];
  /** Whether a context owns it, so that it is changed where it is defined. */
  readonly isContexts: boolean;
  readonly description?: string;
  /** Where an ARN named a version of it, or an alias. */
  readonly qualifier?: { readonly version: number; readonly alias?: string };
}

const doesNotExist = (arn: string): AwsError =>
  new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

export const machineNamed = ({ machines, definitions }: Engine, unit: Unit, name: string): ShownMachine | undefined => {
  const deployed = machines.deployed(name);
  const arn = definitions.arns.stateMachine(name);
  if (deployed === undefined) {
    const row = readStateMachine(unit.layer, name);
    return row && { ...row, arn, isContexts: false };
  }
  const { type, definition, hash } = deployed;
  const roleArn = `arn:aws:iam::${definitions.arns.account}:role/${name}`;
  const text = JSON.stringify(definition, undefined, 2);
  return {
    name,
    arn,
    type,
    roleArn,
    definition,
    text,
    hash,
    createdMs: 0,
    updatedMs: 0,
    settings: {},
    isContexts: true,
  };
};

/**
 * The state machine an ARN names.
 * @throws AwsError StateMachineDoesNotExist, InvalidArn
 */
export const machineOf = (engine: Engine, unit: Unit, arn: string): ShownMachine => {
  const { name, qualifier } = qualifiedName(arn);
  const machine = machineNamed(engine, unit, name);
  const found = machine === undefined || qualifier === undefined ? machine : qualified(unit, machine, qualifier);
  if (found === undefined) throw doesNotExist(arn);
  return found;
};

/** A machine as one of its versions: the one of that number, or one that an alias leads to. */
const qualified = (unit: Unit, machine: ShownMachine, qualifier: string): ShownMachine | undefined => {
  const isNumber = /^\d+$/.test(qualifier);
  const alias = isNumber ? undefined : readAlias(unit.layer, machine.name, qualifier);
  const number = isNumber ? Number(qualifier) : alias && routed(alias, unit.random.next() * PER_CENT);
  const version = number === undefined ? undefined : readVersion(unit.layer, machine.name, number);
  if (version === undefined) return undefined;
  const { number: own, ...row } = version;
  const through = { version: own, ...(alias && { alias: qualifier }) };
  return { ...row, arn: `${machine.arn}:${own}`, isContexts: machine.isContexts, qualifier: through };
};

const PER_CENT = 100;

/** The version that gets the execution at a point between 0 and 100. */
const routed = ({ routing }: MachineAlias, point: number): number | undefined => {
  let upTo = 0;
  return routing.find(({ weight }) => (upTo += weight) > point)?.version;
};

/** The same, where it is to be changed. @throws AwsError where a context owns it */
export const ownMachine = (engine: Engine, unit: Unit, arn: string): ShownMachine => {
  const machine = machineOf(engine, unit, arn);
  if (machine.isContexts)
    throw new AwsError(
      'ConflictException',
      `State machine ${machine.name} belongs to a bounded context of this installation: it is changed where it is defined`,
    );
  return machine;
};
