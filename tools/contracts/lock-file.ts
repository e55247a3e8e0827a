import { parseJson } from '@espresso/kernel';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText, root, settled } from '../project.ts';
import { lock, type Lock } from './lock.ts';

const FILE = 'contracts.lock.json';

/** What was promised last; nothing yet where there is no file. @throws ZodError when the file is no lock */
export const readLock = (): Lock => {
  const text = readText(FILE);
  return text === undefined ? { about: '', events: {}, functions: {} } : lock.parse(parseJson(text));
};

export const writeLock = async (promised: Lock): Promise<void> => {
  writeFileSync(join(root, FILE), await settled(FILE, JSON.stringify(promised)));
};
