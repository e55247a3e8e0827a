import { DatabaseSync } from 'node:sqlite';
import { StoreBusy, StoreTooNew } from './faults.ts';

/** The shape of the file; a newer one is refused, an older one brought up to date here. */
const SCHEMA_VERSION = 1;
/** Pages between checkpoints: 16 MB of log, so that the fsync of a checkpoint is rare. */
const CHECKPOINT_PAGES = 4_000;

/**
 * Opens the file to write it: WAL with `synchronous=FULL`, so what was committed survives a power cut.
 * @throws StoreTooNew when a newer version wrote it
 */
export const openToWrite = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file);
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = ${String(CHECKPOINT_PAGES)};
    PRAGMA cache_size = -64000;
    PRAGMA temp_store = MEMORY;
  `);
  const version = db.prepare('PRAGMA user_version').get()?.['user_version'];
  if (typeof version === 'number' && version > SCHEMA_VERSION) throw new StoreTooNew(file, version, SCHEMA_VERSION);
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
  return db;
};

/**
 * Keeps every other process off the file until the returned lock is closed, or this process ends, however it ends.
 * @throws StoreBusy when another process has it
 */
export const lockFile = (file: string): DatabaseSync => {
  const lock = new DatabaseSync(`${file}-lock`);
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    return lock;
  } catch (error) {
    lock.close();
    throw new StoreBusy(file, error);
  }
};

/** A space's table, quoted. */
export const tableOf = (space: string): string => `"${space.replaceAll('"', '""')}"`;
