import { chmodSync, constants, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import type { Command } from '../command.ts';
import { Complaint, WrongUse } from '../faults.ts';
import { readOptions } from '../options.ts';

/** Nobody else on the machine may read it: it holds everything, and the keys to it. */
const PRIVATE = 0o600;
const folderOf = (flag: string | undefined, env: string | undefined) => resolve(flag ?? env ?? './data');
const filesOf = (folder: string) => ({ database: join(folder, 'espresso.db'), secrets: join(folder, 'secrets.json') });
const secretsBeside = (file: string) => `${file}.secrets.json`;

export const backup: Command = {
  name: 'backup',
  summary: 'copy everything the bar knows into a file, while it runs',
  usage: 'FILE [--data DIR]',
  run: async (args, terminal) => {
    const { flags, words } = readOptions(args, { data: 'text' });
    const [file, ...more] = words;
    if (file === undefined || more.length > 0) throw new WrongUse('say which file to write');
    const { database, secrets } = filesOf(folderOf(flags.data, terminal.env['ESPRESSO_DATA']));
    if (!existsSync(database)) throw new Complaint(`There is no bar's data at ${database}. Say where with --data.`);
    const to = resolve(file);
    if (existsSync(to)) throw new Complaint(`${to} is there already; a backup overwrites nothing.`);
    const from = new DatabaseSync(database, { readOnly: true });
    try {
      await copyDatabase(from, to);
      chmodSync(to, PRIVATE);
      asOneFile(to);
      checkSound(to);
    } catch (error) {
      rmSync(to, { force: true });
      throw error;
    } finally {
      from.close();
    }
    if (existsSync(secrets)) copyPrivately(secrets, secretsBeside(to));
    terminal.out(
      `Everything up to now is in ${to}; its keys are in ${secretsBeside(to)}. Keep both where nobody else reads them.\n`,
    );
    return 0;
  },
};

export const restore: Command = {
  name: 'restore',
  summary: 'put a backup into an empty data folder',
  usage: 'FILE [--data DIR]',
  run: (args, terminal) => {
    const { flags, words } = readOptions(args, { data: 'text' });
    const [file, ...more] = words;
    if (file === undefined || more.length > 0) throw new WrongUse('say which file to read');
    const from = resolve(file);
    if (!existsSync(from)) throw new Complaint(`There is no ${from}.`);
    const folder = folderOf(flags.data, terminal.env['ESPRESSO_DATA']);
    const { database, secrets } = filesOf(folder);
    // What is there is somebody's bar, perhaps a running one.
    if (existsSync(database) || existsSync(secrets))
      throw new Complaint(
        `${folder} holds a bar's data already. Move it away first, or name another folder with --data.`,
      );
    checkSound(from);
    mkPrivate(folder);
    copyPrivately(from, database);
    if (existsSync(secretsBeside(from))) copyPrivately(secretsBeside(from), secrets);
    terminal.out(`The bar's data is in ${folder}. Start it with \`npx espresso start --data ${folder}\`.\n`);
    return Promise.resolve(0);
  },
};

const mkPrivate = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
};

const copyPrivately = (from: string, to: string): void => {
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  chmodSync(to, PRIVATE);
};

/** Without a write-ahead log beside it: a backup is one file, and stays one when somebody looks into it. */
const asOneFile = (file: string): void => {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = DELETE');
  db.close();
};

/** @throws Complaint when the file is no sound database */
const checkSound = (file: string): void => {
  try {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      const found = db.prepare('PRAGMA quick_check').get()?.['quick_check'];
      if (found === 'ok') return;
    } finally {
      db.close();
    }
  } catch (error) {
    throw new Complaint(`${file} is not a backup of a bar.`, { cause: error });
  }
  throw new Complaint(`${file} is damaged.`);
};
