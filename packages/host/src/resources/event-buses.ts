import { compilePattern, compilePatternText, type Pattern } from '@espresso/bus';
import type { KeyValues } from '@espresso/tables';
import { DEFAULT_BUS } from '../bus/buses.ts';
import { eventOf } from '../bus/rules.ts';
import type { LoggedEvent } from '../bus/logged-event.ts';
import { jsonSpace } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';

/** A bus that somebody made while the host ran. The default one is always there. */
export interface EventBusRow {
  readonly name: string;
  readonly description?: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

const DAY_MS = 86_400_000;

/** An archive: the events of a bus from its making on, those its pattern matches, for as many days as it keeps them. */
export interface ArchiveRow {
  readonly name: string;
  readonly bus: string;
  readonly description?: string;
  /** The text of its pattern; every event without one. */
  readonly pattern?: string;
  /** 0 keeps them for good. */
  readonly retentionDays: number;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

const buses = jsonSpace<EventBusRow>('event-buses');
const archives = jsonSpace<ArchiveRow>('archives');

export const readBus = (view: View, name: string): EventBusRow | undefined => view.get(buses, name);

export const writeBus = (store: KeyValues, row: EventBusRow): void => store.put(buses, row.name, row);

export const dropBus = (store: KeyValues, name: string): void => store.delete(buses, name);

export const listBuses = (view: View): readonly EventBusRow[] => [...view.range(buses, {})].map(([, row]) => row);

export const busExists = (view: View, name: string): boolean =>
  name === DEFAULT_BUS || readBus(view, name) !== undefined;

export const readArchive = (view: View, name: string): ArchiveRow | undefined => view.get(archives, name);

export const writeArchive = (store: KeyValues, row: ArchiveRow): void => store.put(archives, row.name, row);

export const dropArchive = (store: KeyValues, name: string): void => store.delete(archives, name);

export const listArchives = (view: View): readonly ArchiveRow[] => [...view.range(archives, {})].map(([, row]) => row);

const EVERYTHING: Pattern = compilePattern({ source: [{ exists: true }] });
const patterns = new WeakMap<ArchiveRow, Pattern>();

const patternOf = (archive: ArchiveRow): Pattern => {
  const known = patterns.get(archive);
  if (known !== undefined) return known;
  const pattern = archive.pattern === undefined ? EVERYTHING : compilePatternText(archive.pattern);
  patterns.set(archive, pattern);
  return pattern;
};

/** Since when an archive has events, in milliseconds since 1970. */
export const archivedSinceMs = ({ createdMs, retentionDays }: ArchiveRow, nowMs: number): number =>
  retentionDays === 0 ? createdMs : Math.max(createdMs, nowMs - retentionDays * DAY_MS);

/** Whether an archive holds an event of the log. */
export const isArchived = (archive: ArchiveRow, event: LoggedEvent, nowMs: number): boolean =>
  event.bus === archive.bus &&
  event.atMs >= archivedSinceMs(archive, nowMs) &&
  patternOf(archive).matches(eventOf(event.envelope));
