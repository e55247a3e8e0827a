// Builds the pages that are stale: `apps/*/` with a `vite` entry (index.html, or src/main.tsx for a page that the server renders).
// What a page is made of is hashed; a page whose hash stands in its dist folder is left alone, which takes a few milliseconds.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { EspressoError } from '@espresso/kernel';
import type { Page } from './pages/page.ts';

const root = join(import.meta.dirname, '..');

/** Folders whose files end up in every page; a page's own folder comes on top. */
const SHARED = [
  'packages/ui/src',
  'packages/live/src/client',
  'packages/kernel/src',
  'packages/bus/src',
  'tools/pages',
] as const;
const STAMP = 'stamp';
const SKIPPED = /(^|\/)(node_modules|dist|\.vite)(\/|$)|\.test\.tsx?$/;

/** The pages there are. */
export const pages = (): readonly Page[] =>
  readdirSync(join(root, 'apps'))
    .toSorted()
    .map((name) => ({ name, folder: join(root, 'apps', name), base: `/assets/${name}/` }))
    .filter(({ folder }) => existsSync(join(folder, 'index.html')) || existsSync(join(folder, 'src/main.tsx')));

/** A hash of everything a page is made of. */
export const sourceHash = ({ folder }: Page, shared = hashOf(SHARED.map((part) => join(root, part)))): string =>
  createHash('sha256')
    .update(shared)
    .update(hashOf([folder]))
    .digest('base64url');

const hashOf = (folders: readonly string[]): string => {
  const hash = createHash('sha256');
  const files = folders.filter(existsSync).flatMap(filesIn).toSorted();
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  for (const file of ['package.json', 'tools/build-pages.ts']) hash.update(readFileSync(join(root, file)));
  return hash.digest('base64url');
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (SKIPPED.test(path.slice(root.length).replaceAll(sep, '/'))) return [];
    return entry.isDirectory() ? filesIn(path) : [path];
  });

const stampIn = (folder: string): string | undefined => {
  try {
    return readFileSync(join(folder, 'dist', STAMP), 'utf8');
  } catch {
    return undefined;
  }
};

/** The pages whose dist folder is not what their sources say, with the hash they should have. */
export const stalePages = (): readonly (Page & { readonly hash: string })[] => {
  const shared = hashOf(SHARED.map((part) => join(root, part)));
  return pages()
    .map((page) => ({ ...page, hash: sourceHash(page, shared) }))
    .filter(({ folder, hash }) => stampIn(folder) !== hash);
};

/** Pages that could not be built; the others were. */
export class PagesNotBuilt extends EspressoError {
  readonly names: readonly string[];

  constructor(names: readonly string[], cause: unknown) {
    super(`could not build ${names.join(', ')}`, { cause });
    this.names = names;
  }
}

export interface Building {
  /** Told what is being built, once, if anything is. */
  readonly say?: (sentence: string) => void;
  /** Only these pages; all of them where left out. */
  readonly only?: readonly string[];
}

/**
 * Brings the pages up to date.
 * @returns the names of those that were built
 * @throws PagesNotBuilt when all that could be built are built
 */
export const buildPages = async ({ say = () => undefined, only }: Building = {}): Promise<readonly string[]> => {
  const stale = stalePages().filter(({ name }) => only?.includes(name) ?? true);
  if (stale.length === 0) return [];
  say(`Building the pages (${stale.map(({ name }) => name).join(', ')}) …`);
  const { buildPage } = await import('./pages/build-page.ts');
  const failed: { readonly name: string; readonly error: unknown }[] = [];
  for (const page of stale) {
    try {
      await buildPage(page, page.hash);
    } catch (error) {
      failed.push({ name: page.name, error });
    }
  }
  const names = failed.map(({ name }) => name);
  if (failed.length > 0) throw new PagesNotBuilt(names, failed[0]?.error);
  return stale.map(({ name }) => name);
};

if (import.meta.main) {
  const started = performance.now();
  const built = await buildPages();
  const took = `${Math.round(performance.now() - started)} ms`;
  process.stdout.write(
    built.length === 0 ? `The pages are fresh (${took}).\n` : `Built ${built.join(', ')} (${took}).\n`,
  );
}
