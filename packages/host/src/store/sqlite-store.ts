import { isJsonObject, parseJson } from '@espresso/kernel';
import type { KeyRange } from '@espresso/tables';
import { existsSync, statSync } from 'node:fs';
import { backup, DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import type { LoggedEvent } from '../bus/logged-event.ts';
import { readEnvelope } from '../bus/read-envelope.ts';
import { StoreBusy, StoreTooNew } from './faults.ts';
import type { Changes, LogQuery, Store } from './store.ts';

/** The shape of the file; a newer one is refused, an older one brought up to date here. */
const SCHEMA_VERSION = 1;
/** Pages between checkpoints: 16 MB of log, so that the fsync of a checkpoint is rare. */
const CHECKPOINT_PAGES = 4_000;

/**
 * One SQLite file in WAL mode with `synchronous=FULL`: what was committed survives a power cut. Every space is a table of
 * its own (`key`, `value`), so that the file can be read with SQLite's own tools.
 * @throws StoreBusy when another process has the file, StoreTooNew when a newer version wrote it
 */
export const sqliteStore = (file: string): Store => {
  const db = new DatabaseSync(file);
  prepareFile(db, file);
  const spaces = new Map<string, SpaceStatements>();
  let flushes = 0;

  const spaceOf = (name: string): SpaceStatements => {
    const known = spaces.get(name);
    if (known !== undefined) return known;
    const space = openSpace(db, name);
    spaces.set(name, space);
    return space;
  };

  const insertEvent = db.prepare(
    'INSERT INTO event (number, id, bus, type, at_ms, correlation_id, causation_id, envelope) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const byId = db.prepare('SELECT * FROM event WHERE id = ?');
  const newest = db.prepare('SELECT max(number) AS number FROM event');
  const count = db.prepare('SELECT count(*) AS events FROM event');
  // The newest event always stays: the numbers of the next ones go on from it.
  const forget = db.prepare(
    `DELETE FROM event WHERE number IN (SELECT number FROM event WHERE at_ms < ? ORDER BY number LIMIT ?)
     AND number < (SELECT max(number) FROM event)`,
  );
  const queries = new Map<string, StatementSync>();

  return {
    get: (space, key) => textOf(spaceOf(space).get.get(key)?.['value']),
    range: (space, range) => readRange(spaceOf(space), range),
    lastEventNumber: () => numberOf(newest.get()?.['number'] ?? 0),
    events: (query) => {
      const { sql, values } = eventQuery(query);
      const statement = queries.get(sql) ?? db.prepare(sql);
      queries.set(sql, statement);
      return statement.all(...values).map(eventOf);
    },
    eventById: (id) => {
      const row = byId.get(id);
      return row && eventOf(row);
    },
    forgetEvents: (beforeMs, limit) => Number(forget.run(beforeMs, limit).changes),
    commit: ({ entries, events }: Changes) => {
      for (const name of entries.keys()) spaceOf(name);
      db.exec('BEGIN IMMEDIATE');
      try {
        for (const [name, changes] of entries) {
          const { put, remove } = spaceOf(name);
          for (const [key, text] of changes) {
            if (text === null) remove.run(key);
            else put.run(key, text);
          }
        }
        for (const { number, bus, atMs, correlationId, causationId, envelope } of events) {
          const type = envelope['detail-type'];
          const text = JSON.stringify(envelope);
          insertEvent.run(number, envelope.id, bus, type, atMs, correlationId, causationId ?? null, text);
        }
        db.exec('COMMIT');
        flushes++;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    figures: () => ({
      bytes: [file, `${file}-wal`].reduce((sum, name) => sum + (existsSync(name) ? statSync(name).size : 0), 0),
      flushes,
      events: numberOf(count.get()?.['events'] ?? 0),
    }),
    backup: async (target) => {
      await backup(db, target);
    },
    close: () => {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
};

const prepareFile = (db: DatabaseSync, file: string): void => {
  try {
    db.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = ${String(CHECKPOINT_PAGES)};
      PRAGMA cache_size = -64000;
      PRAGMA temp_store = MEMORY;
    `);
    const version = numberOf(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    if (version > SCHEMA_VERSION) throw new StoreTooNew(file, version, SCHEMA_VERSION);
    db.exec(`
      BEGIN IMMEDIATE;
      CREATE TABLE IF NOT EXISTS event (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        bus TEXT NOT NULL,
        type TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        correlation_id TEXT NOT NULL,
        causation_id TEXT,
        envelope TEXT NOT NULL
      );
      CREATE INDEX IF NOT EXISTS event_by_id ON event (id);
      CREATE INDEX IF NOT EXISTS event_by_correlation ON event (correlation_id, number);
      PRAGMA user_version = ${String(SCHEMA_VERSION)};
      COMMIT;
    `);
  } catch (error) {
    if (error instanceof Error && /locked|busy/i.test(error.message)) throw new StoreBusy(file, error);
    throw error;
  }
};

interface SpaceStatements {
  readonly get: StatementSync;
  readonly put: StatementSync;
  readonly remove: StatementSync;
  readonly ascending: StatementSync;
  readonly descending: StatementSync;
}

const openSpace = (db: DatabaseSync, name: string): SpaceStatements => {
  const table = `"${name.replaceAll('"', '""')}"`;
  db.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`);
  const within = `SELECT key, value FROM ${table} WHERE key >= ? AND key < ? ORDER BY key`;
  return {
    get: db.prepare(`SELECT value FROM ${table} WHERE key = ?`),
    put: db.prepare(
      `INSERT INTO ${table} (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    ),
    remove: db.prepare(`DELETE FROM ${table} WHERE key = ?`),
    ascending: db.prepare(`${within} ASC LIMIT ?`),
    descending: db.prepare(`${within} DESC LIMIT ?`),
  };
};

/** Above every key a space may have: keys end below U+D800. */
const ABOVE_ALL_KEYS = '\uffff';

const readRange = (
  { ascending, descending }: SpaceStatements,
  { from = '', to = ABOVE_ALL_KEYS, reverse = false, limit = -1 }: KeyRange,
): Iterable<readonly [string, string]> =>
  (reverse ? descending : ascending)
    .all(from, to, limit)
    .map((row): readonly [string, string] => [textOf(row['key']) ?? '', textOf(row['value']) ?? '']);

const eventQuery = (query: LogQuery): { readonly sql: string; readonly values: readonly SQLInputValue[] } => {
  const { after, before, fromMs, toMs, correlationId, limit, reverse = false } = query;
  const conditions: readonly (readonly [string, SQLInputValue | undefined])[] = [
    ['number > ?', after],
    ['number < ?', before],
    ['at_ms >= ?', fromMs],
    ['at_ms < ?', toMs],
    ['correlation_id = ?', correlationId],
  ];
  const asked = conditions.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  const where = asked.length === 0 ? '' : `WHERE ${asked.map(({ sql }) => sql).join(' AND ')}`;
  return {
    sql: `SELECT * FROM event ${where} ORDER BY number ${reverse ? 'DESC' : 'ASC'} LIMIT ?`,
    values: [...asked.map(({ value }) => value), limit],
  };
};

type Row = Record<string, SQLOutputValue>;

const eventOf = (row: Row): LoggedEvent => {
  const causationId = textOf(row['causation_id'] ?? undefined);
  const envelope = parseJson(textOf(row['envelope']) ?? '');
  if (!isJsonObject(envelope)) throw new TypeError('an envelope in the log is not an object');
  return {
    number: numberOf(row['number']),
    bus: textOf(row['bus']) ?? '',
    atMs: numberOf(row['at_ms']),
    correlationId: textOf(row['correlation_id']) ?? '',
    ...(causationId !== undefined && { causationId }),
    envelope: readEnvelope(envelope),
  };
};

const textOf = (value: SQLOutputValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
const numberOf = (value: SQLOutputValue | undefined): number =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0;
