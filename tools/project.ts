import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** The project's folder. */
export const root = join(import.meta.dirname, '..');

/** The text of a file of the project; undefined where there is none. @param path from the project's folder */
export const readText = (path: string): string | undefined => {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/** A text as prettier would leave it in that file of the project, so that whoever writes files and whoever settles the format agree. */
export const settled = async (path: string, text: string): Promise<string> => {
  const filepath = join(root, path);
  return format(text, { ...(await resolveConfig(filepath, { editorconfig: true })), filepath });
};
