import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a page's scripts and styles weigh on the wire, all its languages included: bytes, gzip. */
export const weightOf = (name: string): number => {
  const folder = join(import.meta.dirname, '../../apps', name, 'dist/files');
  return readdirSync(folder)
    .filter((file) => /\.(js|css)\.gz$/.test(file))
    .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
};
