import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { openToWrite, tableOf } from './sqlite-file.ts';
import type { Changes } from './store.ts';

/** What the writer answers: the file is open, a commit is durable, or why neither. */
export type WriterReply = { readonly type: 'done' } | { readonly type: 'failed'; readonly error: Error };

/** What the writer is asked for. */
export type WriterRequest = { readonly type: 'commit'; readonly changes: Changes } | { readonly type: 'close' };

/**
 * Writes the file, on a thread of its own: while one commit waits for the disk, the next one is thought out.
 * Started by `sqliteStore`, which sends one request at a time.
 */
const serve = (file: string, reply: (answer: WriterReply) => void): ((request: WriterRequest) => void) => {
  const db = openToWrite(file);
  const commit = committer(db);
  reply({ type: 'done' });
  return (request) => {
    try {
      if (request.type === 'commit') {
        commit(request.changes);
      } else {
        db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        db.close();
      }
      reply({ type: 'done' });
    } catch (error) {
      reply({ type: 'failed', error: asError(error) });
    }
  };
};

interface SpaceStatements {
  readonly put: StatementSync;
  readonly remove: StatementSync;
}

const committer = (db: DatabaseSync): ((changes: Changes) => void) => {
  const spaces = new Map<string, SpaceStatements>();
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
  // The newest event always stays: the numbers of the next ones go on from it.
  const forgetEvents = db.prepare(
    `DELETE FROM event WHERE number IN (SELECT number FROM event WHERE at_ms < ? ORDER BY number LIMIT ?)
     AND number < (SELECT max(number) FROM event)`,
  );

  const write = ({ entries, events, forget }: Changes): void => {
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
    if (forget !== undefined) forgetEvents.run(forget.beforeMs, forget.limit);
  };

  return (changes) => {
    db.exec('BEGIN IMMEDIATE');
    try {
      write(changes);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };
};

const openSpace = (db: DatabaseSync, name: string): SpaceStatements => {
  const table = tableOf(name);
  db.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`);
  return {
    put: db.prepare(
      `INSERT INTO ${table} (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    ),
    remove: db.prepare(`DELETE FROM ${table} WHERE key = ?`),
  };
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const port = parentPort;
const file: unknown = workerData;
if (port !== null && typeof file === 'string') {
  const reply = (answer: WriterReply): void => {
    port.postMessage(answer);
  };
  try {
    port.on('message', serve(file, reply));
  } catch (error) {
    reply({ type: 'failed', error: asError(error) });
  }
}
