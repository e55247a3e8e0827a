import { EspressoError } from '@espresso/kernel';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The data folder cannot be made or written. */
export class BadDataFolder extends EspressoError {}

/** Where everything of one installation lies. Nobody else on the machine may look into it. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly secrets: string;
  readonly mail: string;
}

export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;

/** @throws BadDataFolder */
export const openDataFolder = (name: string): DataFolder => {
  const path = resolve(name);
  try {
    mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER });
    // A folder that was there before may be open to others.
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, PRIVATE_FOLDER);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BadDataFolder(`The data folder ${path} cannot be used: ${why}.`, { cause });
  }
  return {
    path,
    database: join(path, 'espresso.db'),
    secrets: join(path, 'secrets.json'),
    mail: join(path, 'mail'),
  };
};
