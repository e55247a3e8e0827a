import { readStateMachine, type Engine, type StateMachineRow, type Unit } from '@espresso/host/resources';
import { AwsError } from '../protocol/errors.ts';
import { stateMachineName } from './arns.ts';

/** A state machine as it is shown: one that somebody made, or a context's. */
export interface ShownMachine extends Omit<StateMachineRow, 'settings'> {
  readonly arn: string;
  readonly settings: StateMachineRow['settings'];
  /** Whether a context owns it, so that it is changed where it is defined. */
  readonly isContexts: boolean;
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
  const machine = machineNamed(engine, unit, stateMachineName(arn));
  if (machine === undefined) throw doesNotExist(arn);
  return machine;
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
