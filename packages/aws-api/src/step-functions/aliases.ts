import {
  dropAlias,
  listAliases,
  readAlias,
  readVersion,
  writeAlias,
  type MachineAlias,
  type Unit,
} from '@espresso/host/resources';
import type { Json, JsonObject } from '@espresso/kernel';
import { AwsError, constraint, validation } from '../protocol/errors.ts';
import { countIn, defined, objectsIn, requiredText, seconds, textIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { qualifiedName } from './arns.ts';
import { machineOf } from './find-machine.ts';
import { listed } from './lists.ts';

type Routing = MachineAlias['routing'];

const NAME = /^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/;
const NAME_CHARS_MAX = 80;
const VERSIONS_MAX = 2;

const checkedName = (name: string): string => {
  if (name.length > NAME_CHARS_MAX)
    throw constraint(name, 'name', `Member must have length less than or equal to ${NAME_CHARS_MAX}`);
  if (!NAME.test(name))
    throw constraint(
      name,
      'name',
      String.raw`Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`,
    );
  return name;
};

interface Route {
  readonly arn: string;
  readonly weight: number;
}

/** The routes of a request, in the words with which the service refuses what they cannot be. */
const routesIn = (input: JsonObject): readonly Route[] | undefined => {
  const items = objectsIn(input, 'routingConfiguration');
  if (items === undefined) return undefined;
  const routes = items.map((item, at) => {
    const weight = countIn(item, 'weight', 0, Infinity) ?? 0;
    if (weight > 100)
      throw constraint(
        weight,
        `routingConfiguration.${at + 1}.member.weight`,
        'Member must have value less than or equal to 100',
      );
    return { arn: requiredText(item, 'stateMachineVersionArn'), weight };
  });
  if (routes.length > VERSIONS_MAX) {
    const shown = routes.map(
      ({ arn, weight }) => `RoutingConfigurationListItem(stateMachineVersionArn=${arn}, weight=${weight})`,
    );
    throw constraint(
      `[${shown.join(', ')}]`,
      'routingConfiguration',
      `Member must have length less than or equal to ${VERSIONS_MAX}`,
    );
  }
  const received = `Received: [${routes.map(({ arn }) => arn).join(', ')}]`;
  if (routes.some(({ arn }) => !/^\d+$/.test(qualifiedName(arn).qualifier ?? '')))
    throw validation(`Routing configuration must contain state machine version ARNs. ${received}`);
  if (new Set(routes.map(({ arn }) => arn)).size < routes.length)
    throw validation(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  if (routes.reduce((sum, { weight }) => sum + weight, 0) !== 100)
    throw validation(
      `Sum of routing configuration weights must equal 100. Received: [${routes.map(({ weight }) => weight).join(', ')}]`,
    );
  return routes;
};

const notFound = (): AwsError => new AwsError('ResourceNotFound', 'Request references a resource that does not exist.');

const versionsOf = (unit: Unit, routes: readonly Route[]): { readonly machine: string; readonly routing: Routing } => {
  const named = routes.map(({ arn, weight }) => ({ ...qualifiedName(arn), weight }));
  const machine = named[0]?.name ?? '';
  if (named.some(({ name }) => name !== machine))
    throw validation('Routing configuration must contain versions of one state machine.');
  const routing = named.map(({ qualifier, weight }) => ({ version: Number(qualifier), weight }));
  if (routing.some(({ version }) => readVersion(unit.layer, machine, version) === undefined)) throw notFound();
  return { machine, routing };
};

const aliasOf = (unit: Unit, arn: string): MachineAlias => {
  const { name, qualifier = '' } = qualifiedName(arn);
  const alias = readAlias(unit.layer, name, qualifier);
  if (alias === undefined) throw notFound();
  return alias;
};

export const createStateMachineAlias: Operation = async ({ host }, input) => {
  const name = checkedName(requiredText(input, 'name'));
  const description = textIn(input, 'description');
  const routes = routesIn(input);
  if (routes === undefined || routes.length === 0)
    throw constraint(undefined, 'routingConfiguration', 'Member must not be null');
  return host.transact((unit, engine) => {
    const { machine, routing } = versionsOf(unit, routes);
    const known = readAlias(unit.layer, machine, name);
    const isSame = JSON.stringify(known?.routing) === JSON.stringify(routing) && known?.description === description;
    if (known !== undefined && !isSame)
      throw new AwsError(
        'ConflictException',
        'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      );
    const { nowMs } = unit;
    const about = description === undefined ? undefined : { description };
    const alias = known ?? { machine, name, ...about, routing, createdMs: nowMs, updatedMs: nowMs };
    writeAlias(unit.layer, alias);
    const stateMachineAliasArn = `${engine.definitions.arns.stateMachine(machine)}:${name}`;
    return { stateMachineAliasArn, creationDate: seconds(alias.createdMs) };
  });
};

export const updateStateMachineAlias: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'stateMachineAliasArn');
  const description = textIn(input, 'description');
  const routes = routesIn(input);
  return host.transact((unit) => {
    const alias = aliasOf(unit, arn);
    const routing = routes === undefined ? alias.routing : versionsOf(unit, routes).routing;
    const about = description === undefined ? undefined : { description };
    writeAlias(unit.layer, { ...alias, ...about, routing, updatedMs: unit.nowMs });
    return { updateDate: seconds(unit.nowMs) };
  });
};

export const describeStateMachineAlias: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'stateMachineAliasArn');
  return host.look((unit, engine) => {
    const { machine, name, description, routing, createdMs, updatedMs } = aliasOf(unit, arn);
    const machineArn = engine.definitions.arns.stateMachine(machine);
    const shown: readonly Json[] = routing.map(({ version, weight }) => ({
      stateMachineVersionArn: `${machineArn}:${version}`,
      weight,
    }));
    return defined({
      stateMachineAliasArn: `${machineArn}:${name}`,
      name,
      description,
      routingConfiguration: shown,
      creationDate: seconds(createdMs),
      updateDate: seconds(updatedMs),
    });
  });
};

export const deleteStateMachineAlias: Operation = async ({ host }, input) => {
  const { name, qualifier = '' } = qualifiedName(requiredText(input, 'stateMachineAliasArn'));
  await host.transact((unit) => {
    dropAlias(unit.layer, name, qualifier);
  });
  return {};
};

/** The aliases of a machine, or of one of its versions. */
export const listStateMachineAliases: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'stateMachineArn');
  const { qualifier } = qualifiedName(arn);
  return host.look((unit, engine) => {
    const machine = machineOf(engine, unit, arn);
    const wanted = listAliases(unit.layer, machine.name).filter(
      ({ routing }) => qualifier === undefined || routing.some(({ version }) => version === Number(qualifier)),
    );
    return listed(
      input,
      'stateMachineAliases',
      wanted,
      ({ name }) => name,
      ({ name, createdMs }) => ({
        stateMachineAliasArn: `${engine.definitions.arns.stateMachine(machine.name)}:${name}`,
        creationDate: seconds(createdMs),
      }),
    );
  });
};
