import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const APPS = join(import.meta.dirname, '../../../');
/** The pages that can be there; the address of each is its name, the customer's is `/order`. */
export const pageNames = ['customer', 'display', 'barista', 'admin', 'explorer', 'lab'] as const;
export type PageName = (typeof pageNames)[number];

export const isPageName = (name: string): name is PageName => pageNames.some((known) => known === name);

/** Where a page is reached. */
export const pathOf = (name: PageName): string => (name === 'customer' ? '/order' : `/${name}`);

/** The folder of a page's files for the browser. */
export const filesOf = (name: PageName): string => join(APPS, name, 'dist/files');

/** Whether a page was built: only then is it served, and only then is its address told. */
export const isBuilt = (name: PageName): boolean => existsSync(join(filesOf(name), 'manifest.json'));

const manifest = z.record(
  z.string(),
  z.object({ file: z.string(), isEntry: z.boolean().optional(), css: z.array(z.string()).optional() }),
);

/** The script that a page leaves with the browser, where it has one. */
export const workerOf = (name: PageName): string | undefined => {
  if (!isBuilt(name)) return undefined;
  const known = manifest.parse(JSON.parse(readFileSync(join(filesOf(name), 'manifest.json'), 'utf8')));
  const file = known['src/worker.ts']?.file;
  return file === undefined ? undefined : readFileSync(join(filesOf(name), file), 'utf8');
};

/** The script and the style of a page whose HTML the server writes. */
export const entryOf = (name: PageName): { readonly script: string; readonly style: string } | undefined => {
  if (!isBuilt(name)) return undefined;
  const folder = filesOf(name);
  const known = manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const entry = known['src/main.tsx'];
  if (entry === undefined) return undefined;
  const style = (entry.css ?? []).map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n');
  return { script: `/assets/${name}/${entry.file}`, style };
};
