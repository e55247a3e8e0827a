// Brings node_modules to what package-lock.json says. Loaded only when the stamp differs, so it may take its time.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { installedNode, SIGNALS } from './run-on-installed-node.mjs';
import { withLock } from './lock.mjs';

/**
 * Installs what is missing, once, however many processes ask at the same time: the others wait for the first.
 *
 * @param {string} root the project's folder
 */
export const install = (root) =>
  withLock(join(root, '.cache'), 'install', async () => {
    const lock = readFileSync(join(root, 'package-lock.json'));
    const hash = createHash('sha256').update(lock).digest('hex');
    if (stampOf(root) === hash) return;
    if (!agrees(root, lock.toString('utf8'))) {
      process.stderr.write(
        'Installing what the coffee bar needs (only when something is missing; about half a minute) …\n',
      );
      await npmCi(root);
    }
    // Written beside and renamed: a process that is killed here leaves the old stamp or the new one, never half of it.
    const stamp = join(root, 'node_modules/.espresso-lock-hash');
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(`${stamp}.new`, hash);
    renameSync(`${stamp}.new`, stamp);
  });

/** @param {string} root */
const stampOf = (root) => {
  try {
    return readFileSync(join(root, 'node_modules/.espresso-lock-hash'), 'utf8');
  } catch {
    return undefined;
  }
};

/**
 * Whether somebody's own `npm install` left exactly the packages of package-lock.json: npm keeps a list of what it
 * installed. Reinstalling then would only pull the packages away from under whatever runs on them.
 *
 * @param {string} root
 * @param {string} lockText
 */
export const agrees = (root, lockText) => {
  try {
    const wanted = JSON.parse(lockText).packages;
    const present = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return (
      existsSync(installedNode(root)) &&
      Object.entries(wanted).every(([path, { version, integrity, link, optional, devOptional }]) => {
        if (!path.startsWith('node_modules/')) return true;
        if (link === true) return present[path]?.link === true;
        if (present[path] === undefined) return optional === true || devOptional === true;
        return present[path].version === version && present[path].integrity === integrity;
      })
    );
  } catch {
    return false;
  }
};

/**
 * @param {string} root
 * @returns {Promise<void>}
 */
const npmCi = (root) =>
  new Promise((resolve, reject) => {
    // npm must not run on the Node that lies in the folder it is about to replace.
    const path = (process.env.PATH ?? '')
      .split(delimiter)
      .filter((folder) => !folder.endsWith(`node_modules${sep}.bin`))
      .join(delimiter);
    const windows = process.platform === 'win32';
    const npm = spawn(
      windows ? 'npm.cmd' : 'npm',
      // Errors only: the machine's own Node may be older than what the packages ask for, and none of them runs on it.
      ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd: root, env: { ...process.env, PATH: path }, stdio: ['ignore', 2, 2], shell: windows },
    );
    // Stopped half-way, npm must be gone before this process gives up the lock.
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => npm.kill(signal);
    for (const signal of SIGNALS) process.on(signal, stop);
    npm.once('error', reject);
    npm.once('exit', (code) => {
      for (const signal of SIGNALS) process.off(signal, stop);
      if (code === 0) return resolve();
      if (code !== null) process.stderr.write('The install did not succeed; `npm ci` shows why.\n');
      process.exit(code ?? 1);
    });
  });
