// One process at a time, across processes: a file that only one of them can create, with the id of the process inside, so
// that a lock left by a killed one is noticed.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync, linkSync } from 'node:fs';
import { join } from 'node:path';

const POLL_MS = 100;

/**
 * Runs `task` while holding the lock `name` in `folder`; waits for whoever holds it.
 *
 * @template Result
 * @param {string} folder where locks are kept; made if absent
 * @param {string} name
 * @param {() => Promise<Result>} task
 * @returns {Promise<Result>}
 */
export const withLock = async (folder, name, task) => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.lock`);
  const release = () => {
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
  };
  while (!take(file)) {
    if (!isAlive(holderOf(file))) removeStale(file);
    else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  process.once('exit', release);
  try {
    return await task();
  } finally {
    release();
    process.off('exit', release);
  }
};

/**
 * Creates the lock with this process's id already inside (a link to a finished file), so nobody ever reads an empty one.
 *
 * @param {string} file
 */
const take = (file) => {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
};

/** @param {string} file */
const holderOf = (file) => {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** @param {number | undefined} pid */
const isAlive = (pid) => {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/**
 * Takes a dead process's lock away. Another process may have done so and locked anew in between: then that lock is put back.
 *
 * @param {string} file
 */
const removeStale = (file) => {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (isAlive(holderOf(aside))) linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};
