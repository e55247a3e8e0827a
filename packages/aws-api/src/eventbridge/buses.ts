import {
  busExists,
  DEFAULT_BUS,
  dropBus,
  listBuses,
  listEventRules,
  readBus,
  resolveBus,
  writeBus,
  writeTags,
  type Engine,
  type EventBusRow,
  type Unit,
} from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { constraint, validation } from '../protocol/errors.ts';
import { defined, requiredText, seconds, textIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { alreadyExists, notFound } from './errors.ts';
import { hasPrefix, listed } from './lists.ts';
import { tagsIn } from './tags.ts';

const NAME = /^[/.\-_A-Za-z0-9]+$/;

/** The bus of a request, by name or ARN. @throws AwsError ResourceNotFoundException */
export const busIn = (unit: Unit, input: JsonObject, member = 'EventBusName'): string => {
  const name = resolveBus(textIn(input, member));
  if (!busExists(unit.layer, name)) throw notFound(`Event bus ${name} does not exist.`);
  return name;
};

export const createEventBus: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'Name');
  const description = textIn(input, 'Description');
  if (name.length < 1 || name.length > 256)
    throw constraint(
      name,
      'name',
      `Member must have length ${name.length < 1 ? 'greater than or equal to 1' : 'less than or equal to 256'}`,
    );
  if (!NAME.test(name))
    throw constraint(name, 'name', 'Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+');
  if (name.includes('/')) throw validation("Event bus name must not contain '/'.");
  return host.transact((unit, engine) => {
    if (busExists(unit.layer, name)) throw alreadyExists(`Event bus ${name} already exists.`);
    const arn = engine.definitions.arns.eventBus(name);
    writeBus(unit.layer, { name, createdMs: unit.nowMs, ...(description !== undefined && { description }) });
    writeTags(unit.layer, arn, tagsIn(input));
    return defined({ EventBusArn: arn, Description: description });
  });
};

/** Changes what a bus says of itself. */
export const updateEventBus: Operation = async ({ host }, input) => {
  const description = textIn(input, 'Description');
  return host.transact((unit, engine) => {
    const name = busIn(unit, input, 'Name');
    const row = readBus(unit.layer, name) ?? theDefault;
    if (description !== undefined && name !== DEFAULT_BUS) writeBus(unit.layer, { ...row, description });
    return defined({
      Name: name,
      Arn: engine.definitions.arns.eventBus(name),
      Description: description ?? row.description,
    });
  });
};

const shown = (engine: Engine, { name, description, createdMs }: EventBusRow): JsonObject =>
  defined({
    Name: name,
    Arn: engine.definitions.arns.eventBus(name),
    Description: description,
    CreationTime: seconds(createdMs),
    LastModifiedTime: seconds(createdMs),
  });

const theDefault: EventBusRow = { name: DEFAULT_BUS, createdMs: 0 };

export const describeEventBus: Operation = async ({ host }, input) =>
  host.look((unit, engine) => {
    const name = busIn(unit, input, 'Name');
    return shown(engine, readBus(unit.layer, name) ?? theDefault);
  });

export const listEventBuses: Operation = async ({ host }, input) =>
  host.look((unit, engine) => {
    const buses = [theDefault, ...listBuses(unit.layer)].filter(hasPrefix(input));
    return listed(
      input,
      'EventBuses',
      buses,
      ({ name }) => name,
      (row) => shown(engine, row),
    );
  });

export const deleteEventBus: Operation = async ({ host }, input) => {
  const name = resolveBus(requiredText(input, 'Name'));
  if (name === DEFAULT_BUS) throw validation(`Cannot delete event bus ${DEFAULT_BUS}.`);
  await host.transact((unit, engine) => {
    if (listEventRules(unit.layer, name).length > 0)
      throw validation(`Event bus ${name} can't be deleted since it has rules.`);
    dropBus(unit.layer, name);
    writeTags(unit.layer, engine.definitions.arns.eventBus(name), {});
  });
  return {};
};
