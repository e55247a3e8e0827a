import {
  busExists,
  groupName,
  listReplays as listRows,
  readArchive,
  readEventRule,
  readReplay,
  resolveBus,
  writeReplay,
  DEFAULT_BUS,
  type Engine,
  type Replay,
  type Unit,
} from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { AwsError, validation } from '../protocol/errors.ts';
import { defined, numberIn, requiredObject, requiredText, seconds, textIn, textsIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { alreadyExists, limitExceeded, notFound } from './errors.ts';
import { hasPrefix, listed } from './lists.ts';

const RUNNING_MAX = 10;
const LISTED_MAX = 10_000;
const MS_PER_SECOND = 1_000;

const instantIn = (input: JsonObject, name: string): number => {
  const value = numberIn(input, name);
  if (value === undefined) throw validation(`Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
  return value * MS_PER_SECOND;
};

/** The name that a rule's deliveries begin with. */
const deliveryName = (unit: Unit, arn: string): string => {
  const [first = '', second] = (arn.split(':rule/')[1] ?? arn).split('/');
  const [bus, name] = second === undefined ? [DEFAULT_BUS, first] : [first, second];
  return readEventRule(unit.layer, bus, name) === undefined ? name : groupName(bus, name);
};

export const startReplay: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'ReplayName');
  const source = requiredText(input, 'EventSourceArn');
  const destination = requiredObject(input, 'Destination');
  const toBus = resolveBus(requiredText(destination, 'Arn'));
  const filters = textsIn(destination, 'FilterArns') ?? [];
  const description = textIn(input, 'Description');
  const fromMs = instantIn(input, 'EventStartTime');
  const toMs = instantIn(input, 'EventEndTime');
  return host.transact((unit, engine) => {
    const replays = listRows(unit.layer, LISTED_MAX);
    if (replays.some((replay) => replay.name === name)) throw alreadyExists(`Replay ${name} already exists.`);
    if (!busExists(unit.layer, toBus)) throw notFound(`Event bus ${toBus} does not exist.`);
    const archiveName = source.split(':archive/')[1] ?? source;
    const archive = readArchive(unit.layer, archiveName);
    if (archive === undefined)
      throw validation(`Parameter EventSourceArn is not valid. Reason: Archive ${archiveName} does not exist.`);
    if (archive.bus !== toBus)
      throw validation('Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.');
    if (fromMs >= toMs)
      throw validation('Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.');
    if (replays.filter(({ state }) => state === 'RUNNING').length >= RUNNING_MAX) throw limitExceeded();
    const replay: Replay = {
      name,
      fromMs,
      toMs,
      rules: filters.map((arn) => deliveryName(unit, arn)),
      archive: archive.name,
      startedMs: unit.nowMs,
      sentTo: 0,
      sent: 0,
      state: 'RUNNING',
      ...(description !== undefined && { description }),
    };
    writeReplay(unit.layer, replay, unit.nowMs);
    return {
      ReplayArn: engine.definitions.arns.replay(name),
      State: 'STARTING',
      ReplayStartTime: seconds(unit.nowMs),
    };
  });
};

const archiveArn = (engine: Engine, { archive }: Replay): string | undefined =>
  archive === undefined ? undefined : engine.definitions.arns.archive(archive);

const shownInList = (engine: Engine, replay: Replay): JsonObject =>
  defined({
    ReplayName: replay.name,
    EventSourceArn: archiveArn(engine, replay),
    State: replay.state,
    EventStartTime: seconds(replay.fromMs),
    EventEndTime: seconds(replay.toMs),
    EventLastReplayedTime: replay.sentToMs === undefined ? undefined : seconds(replay.sentToMs),
    ReplayStartTime: seconds(replay.startedMs),
    ReplayEndTime: replay.endedMs === undefined ? undefined : seconds(replay.endedMs),
  });

export const describeReplay: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'ReplayName');
  return host.look((unit, engine) => {
    const replay = replayNamed(unit, name);
    const { arns } = engine.definitions;
    const archive = replay.archive === undefined ? undefined : readArchive(unit.layer, replay.archive);
    const filters = replay.rules.map((rule) => {
      const [bus = DEFAULT_BUS, ...rest] = rule.split('/');
      return rest.length === 0 ? arns.rule(DEFAULT_BUS, bus) : arns.rule(bus, rest.join('/'));
    });
    return defined({
      ReplayArn: arns.replay(name),
      Description: replay.description,
      Destination: {
        Arn: arns.eventBus(archive?.bus ?? DEFAULT_BUS),
        ...(filters.length > 0 && { FilterArns: filters }),
      },
      ...shownInList(engine, replay),
    });
  });
};

const replayNamed = (unit: Unit, name: string): Replay => {
  const replay = readReplay(unit.layer, name);
  if (replay === undefined) throw notFound(`Replay ${name} does not exist.`);
  return replay;
};

export const listReplays: Operation = async ({ host }, input) => {
  const source = textIn(input, 'EventSourceArn');
  const state = textIn(input, 'State');
  return host.look((unit, engine) => {
    const replays = listRows(unit.layer, LISTED_MAX)
      .filter(hasPrefix(input))
      .filter((replay) => source === undefined || archiveArn(engine, replay) === source)
      .filter((replay) => state === undefined || replay.state === state);
    return listed(
      input,
      'Replays',
      replays,
      ({ name }) => name,
      (replay) => shownInList(engine, replay),
    );
  });
};

export const cancelReplay: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'ReplayName');
  return host.transact((unit, engine) => {
    const replay = replayNamed(unit, name);
    if (replay.state !== 'RUNNING')
      throw new AwsError('IllegalStatusException', `Replay ${name} is not in a valid state for this operation.`);
    writeReplay(unit.layer, { ...replay, state: 'CANCELLED', endedMs: unit.nowMs }, unit.nowMs);
    return { ReplayArn: engine.definitions.arns.replay(name), State: 'CANCELLING' };
  });
};
