import {
  archivedSinceMs,
  dropArchive,
  isArchived,
  listArchives as listRows,
  readArchive,
  writeArchive,
  type ArchiveRow,
  type Engine,
} from '@espresso/host/resources';
import type { Host } from '@espresso/host';
import type { JsonObject } from '@espresso/kernel';
import { constraint, validation } from '../protocol/errors.ts';
import { defined, filledText, numberIn, requiredText, seconds, textIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { busIn } from './buses.ts';
import { alreadyExists, notFound } from './errors.ts';
import { patternOf } from './events.ts';
import { hasPrefix, listed } from './lists.ts';

const NAME = /^[.\-_A-Za-z0-9]+$/;

const retentionIn = (input: JsonObject): number | undefined => {
  const days = numberIn(input, 'RetentionDays');
  if (days !== undefined && days < 0)
    throw constraint(String(days), 'retentionDays', 'Member must have value greater than or equal to 0');
  return days;
};

export const createArchive: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'ArchiveName');
  requiredText(input, 'EventSourceArn');
  if (name.length > 48) throw constraint(name, 'archiveName', 'Member must have length less than or equal to 48');
  if (!NAME.test(name))
    throw constraint(name, 'archiveName', 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');
  const pattern = filledText(input, 'EventPattern');
  const description = textIn(input, 'Description');
  const retentionDays = retentionIn(input) ?? 0;
  return host.transact((unit, engine) => {
    const bus = busIn(unit, input, 'EventSourceArn');
    if (readArchive(unit.layer, name) !== undefined) throw alreadyExists(`Archive ${name} already exists.`);
    if (pattern !== undefined) patternOf(pattern);
    writeArchive(unit.layer, {
      name,
      bus,
      retentionDays,
      createdMs: unit.nowMs,
      ...(pattern !== undefined && { pattern }),
      ...(description !== undefined && { description }),
    });
    return {
      ArchiveArn: engine.definitions.arns.archive(name),
      State: 'ENABLED',
      CreationTime: seconds(unit.nowMs),
    };
  });
};

/** Changes what is said in the request; the rest of an archive stays. */
export const updateArchive: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'ArchiveName');
  const pattern = filledText(input, 'EventPattern');
  const description = textIn(input, 'Description');
  const retentionDays = retentionIn(input);
  return host.transact((unit, engine) => {
    const archive = readArchive(unit.layer, name);
    if (archive === undefined) throw notFound(`Archive ${name} does not exist.`);
    if (pattern !== undefined) patternOf(pattern);
    writeArchive(unit.layer, {
      ...archive,
      ...(retentionDays !== undefined && { retentionDays }),
      ...(pattern !== undefined && { pattern }),
      ...(description !== undefined && { description }),
    });
    return {
      ArchiveArn: engine.definitions.arns.archive(name),
      State: 'ENABLED',
      CreationTime: seconds(archive.createdMs),
    };
  });
};

const LOOKED_AT_ONCE = 1_000;

/** How many events an archive holds, and how large they are. */
const contentOf = (
  host: Host,
  archive: ArchiveRow,
  nowMs: number,
): { readonly count: number; readonly bytes: number } => {
  const fromMs = archivedSinceMs(archive, nowMs);
  let count = 0;
  let bytes = 0;
  let after = 0;
  for (;;) {
    const events = host.events({ fromMs, after, limit: LOOKED_AT_ONCE });
    for (const event of events)
      if (isArchived(archive, event, nowMs)) {
        count++;
        bytes += Buffer.byteLength(JSON.stringify(event.envelope));
      }
    const last = events.at(-1);
    if (last === undefined || events.length < LOOKED_AT_ONCE) return { count, bytes };
    after = last.number;
  }
};

const shownInList = (host: Host, engine: Engine, archive: ArchiveRow, nowMs: number): JsonObject => {
  const { count, bytes } = contentOf(host, archive, nowMs);
  return {
    ArchiveName: archive.name,
    EventSourceArn: engine.definitions.arns.eventBus(archive.bus),
    State: 'ENABLED',
    RetentionDays: archive.retentionDays,
    SizeBytes: bytes,
    EventCount: count,
    CreationTime: seconds(archive.createdMs),
  };
};

export const describeArchive: Operation = async ({ host, clock }, input) => {
  const name = requiredText(input, 'ArchiveName');
  return host.look((unit, engine) => {
    const archive = readArchive(unit.layer, name);
    if (archive === undefined) throw notFound(`Archive ${name} does not exist.`);
    return defined({
      ArchiveArn: engine.definitions.arns.archive(name),
      Description: archive.description,
      EventPattern: archive.pattern,
      ...shownInList(host, engine, archive, clock.now()),
    });
  });
};

export const listArchives: Operation = async ({ host, clock }, input) => {
  const source = textIn(input, 'EventSourceArn');
  const state = textIn(input, 'State');
  const filters = [source, state, textIn(input, 'NamePrefix')].filter((filter) => filter !== undefined);
  if (filters.length > 1)
    throw validation(
      'At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.',
    );
  return host.look((unit, engine) => {
    if (source !== undefined) busIn(unit, input, 'EventSourceArn');
    const archives = listRows(unit.layer)
      .filter(hasPrefix(input))
      .filter(({ bus }) => source === undefined || engine.definitions.arns.eventBus(bus) === source)
      .filter(() => state === undefined || state === 'ENABLED');
    return listed(
      input,
      'Archives',
      archives,
      ({ name }) => name,
      (archive) => shownInList(host, engine, archive, clock.now()),
    );
  });
};

export const deleteArchive: Operation = async ({ host }, input) => {
  const name = requiredText(input, 'ArchiveName');
  await host.transact((unit) => {
    if (readArchive(unit.layer, name) === undefined) throw notFound(`Archive ${name} does not exist.`);
    dropArchive(unit.layer, name);
  });
  return {};
};
