import { isJsonObject, parseJson } from '@espresso/kernel';
import type { KeyRange } from '@espresso/tables';
import { existsSync, statSync } from 'node:fs';
import { backup, DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import type { LoggedEvent } from '../bus/logged-event.ts';
import { readEnvelope } from '../bus/read-envelope.ts';
import { lockFile, openToWrite, tableOf } from './sqlite-file.ts';
import type { WriterReply, WriterRequest } from './sqlite-writer.ts';
import type { Changes, LogQuery, Store } from './store.ts';

/**
 * One SQLite file: read here, written by a thread of its own (so that the disk is waited for elsewhere), and locked
 * against every other process. Every space is a table of its own (`key`, `value`), so that the file can be read with
 * SQLite's own tools.
 * @throws StoreBusy when another process has the file, StoreTooNew when a newer version wrote it
 */
export const sqliteStore = (file: string): Store => {
  const lock = lockFile(file);
  try {
    // Makes the file what it should be before anybody reads it, and says at once if it cannot.
    openToWrite(file).close();
  } catch (error) {
    lock.close();
    throw error;
  }
  const db = new DatabaseSync(file, { readOnly: true });
  const ask = startWriter(file);
  const spaces = new Map<string, ReadSpace>();
  let flushes = 0;

  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
  const unwritten = new Set<string>();
  /** Undefined as long as nothing was ever written to the space. */
  const spaceOf = (name: string): ReadSpace | undefined => {
    const known = spaces.get(name);
    if (known !== undefined || unwritten.has(name)) return known;
    if (exists.get(name) === undefined) {
      unwritten.add(name);
      return undefined;
    }
    const space = openSpace(db, name);
    spaces.set(name, space);
    return space;
  };
  /** What was committed is there from now on: after the commit, since a look in the middle of it may have found nothing. */
  const note = ({ entries }: Changes): void => {
    for (const [name, changes] of entries) {
      unwritten.delete(name);
      const space = spaces.get(name);
      if (space !== undefined) for (const key of changes.keys()) if (key > space.highest) space.highest = key;
    }
  };

  const byId = db.prepare('SELECT * FROM event WHERE id = ?');
  const ends = db.prepare('SELECT min(number) AS oldest, max(number) AS newest FROM event');
  const queries = new Map<string, StatementSync>();

  return {
    get: (name, key) => {
      const space = spaceOf(name);
      return space === undefined || key > space.highest ? undefined : textOf(space.get.get(key)?.['value']);
    },
    range: (space, range) => {
      const statements = spaceOf(space);
      return statements === undefined ? [] : readRange(statements, range);
    },
    lastEventNumber: () => numberOf(ends.get()?.['newest']),
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
    commit: async (changes) => {
      await ask({ type: 'commit', changes });
      note(changes);
      flushes++;
    },
    figures: () => {
      const { oldest, newest } = ends.get() ?? {};
      const bytes = [file, `${file}-wal`].map((name) => (existsSync(name) ? statSync(name).size : 0));
      return {
        bytes: bytes.reduce((sum, size) => sum + size, 0),
        flushes,
        events: newest === null ? 0 : numberOf(newest) - numberOf(oldest) + 1,
      };
    },
    backup: async (target) => {
      await backup(db, target);
    },
    close: async () => {
      db.close();
      await ask({ type: 'close' });
      lock.close();
    },
  };
};

/** Starts the thread that writes. What it returns sends one request and resolves when that is done, durably. */
const startWriter = (file: string): ((request: WriterRequest) => Promise<void>) => {
  const worker = new Worker(new URL('./sqlite-writer.ts', import.meta.url), { workerData: file });
  // A thread that waits for work keeps no process alive.
  worker.unref();
  let waiting = Promise.withResolvers<undefined>();
  let gone: Error | undefined;
  worker.on('message', (reply: WriterReply) => {
    if (reply.type === 'done') waiting.resolve(undefined);
    else waiting.reject(reply.error);
  });
  worker.on('error', (error: Error) => {
    gone = error;
    waiting.reject(error);
  });
  const opened = waiting.promise;
  let ready = false;
  return async (request) => {
    if (!ready) await opened;
    ready = true;
    if (gone !== undefined) throw gone;
    waiting = Promise.withResolvers();
    worker.postMessage(request);
    // Somebody waits now: the process lives until the answer is there.
    worker.ref();
    await waiting.promise.finally(() => {
      worker.unref();
    });
  };
};

interface ReadSpace {
  /** No key is above this one. Most new keys are (they begin with the time), and SQLite need not be asked for them. */
  highest: string;
  readonly get: StatementSync;
  readonly ascending: StatementSync;
  readonly descending: StatementSync;
}

const openSpace = (db: DatabaseSync, name: string): ReadSpace => {
  const table = tableOf(name);
  const within = `SELECT key, value FROM ${table} WHERE key >= ? AND key < ? ORDER BY key`;
  return {
    highest: textOf(db.prepare(`SELECT max(key) AS highest FROM ${table}`).get()?.['highest']) ?? '',
    get: db.prepare(`SELECT value FROM ${table} WHERE key = ?`),
    ascending: db.prepare(`${within} ASC LIMIT ?`),
    descending: db.prepare(`${within} DESC LIMIT ?`),
  };
};

/** Above every key a space may have: keys end below U+D800. */
const ABOVE_ALL_KEYS = '\uffff';

const readRange = (
  { ascending, descending }: ReadSpace,
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
