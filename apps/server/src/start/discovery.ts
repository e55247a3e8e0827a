import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './data-folder.ts';

/** What the command line on this machine needs to know of a bar that runs here. */
export interface Found {
  readonly url: string;
  /** A session with an owner's rights. */
  readonly token: string;
  readonly pid: number;
}

/** Where bars of this user tell of themselves. */
export const discoveryFolder = (): string => join(tmpdir(), `serverless-espresso-${userInfo().uid}`);

/**
 * Tells the command line of this user about the bar.
 * @returns how to take that back; undefined when the folder is not this user's alone, so nothing was told
 */
export const announce = (port: number, found: Found, folder = discoveryFolder()): (() => void) | undefined => {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  // The temporary folder is everybody's: somebody else may have been first with this name.
  const { mode, uid } = lstatSync(folder);
  const own = userInfo().uid;
  const isOwn = lstatSync(folder).isDirectory() && (own === -1 || (uid === own && (mode & 0o077) === 0));
  if (!isOwn) return undefined;
  const file = join(folder, `${port}.json`);
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(found), { mode: PRIVATE_FILE, flag: 'wx' });
  return () => {
    rmSync(file, { force: true });
  };
};
