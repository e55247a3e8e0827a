import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { compressFolder } from './compress.ts';
import type { Page } from './page.ts';

/**
 * Builds one page into its dist folder: files for the browser under the names of their content, each beside its compressed forms, and
 * `server.js` where the page has a part that the server renders (src/server.tsx).
 */
export const buildPage = async (page: Page, hash: string): Promise<void> => {
  const dist = join(page.folder, 'dist');
  // Built aside and put in place at once: two builds at a time do no harm, and a server never sees half of one.
  const aside = join(page.folder, `.vite/dist-${process.pid}`);
  await rm(aside, { recursive: true, force: true });
  await build(forBrowser(page, join(aside, 'files')));
  if (existsSync(join(page.folder, 'src/server.tsx'))) await build(forServer(page, aside));
  await compressFolder(join(aside, 'files'));
  await writeFile(join(aside, 'stamp'), hash);
  const old = `${aside}-old`;
  await mkdir(join(page.folder, '.vite'), { recursive: true });
  await rename(dist, old).catch(() => undefined);
  await rename(aside, dist).catch(async (error: unknown) => {
    // Somebody else was a moment faster, with the same files.
    if (!existsSync(dist)) throw error;
    await rm(aside, { recursive: true, force: true });
  });
  await rm(join(page.folder, '.vite'), { recursive: true, force: true });
};

const common = ({ folder, base }: Page): InlineConfig => ({
  configFile: false,
  root: folder,
  base,
  logLevel: 'error',
  clearScreen: false,
  // The same files whoever builds them: a test runner's NODE_ENV would bring a debugger's notes along.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  define: { 'process.env.NODE_ENV': '"production"' },
});

const forBrowser = (page: Page, outDir: string): InlineConfig => ({
  ...common(page),
  build: {
    outDir,
    emptyOutDir: true,
    assetsDir: '.',
    assetsInlineLimit: 0,
    target: ['es2022', 'chrome105', 'safari16', 'firefox115'],
    // Names of files by entry, for a page whose HTML the server writes.
    manifest: 'manifest.json',
    // The one polyfill there is would be an inline script, which the pages' policy forbids.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      ...(!existsSync(join(page.folder, 'index.html')) && {
        // A worker stands alone: what it and the page have in common is in both.
        input: ['src/main.tsx', 'src/worker.ts'].map((file) => join(page.folder, file)).filter(existsSync),
      }),
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
});

const forServer = (page: Page, outDir: string): InlineConfig => ({
  ...common(page),
  ssr: { noExternal: true, target: 'node' },
  build: {
    outDir,
    emptyOutDir: false,
    ssr: join(page.folder, 'src/server.tsx'),
    target: 'node24',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'server.js' } },
  },
});
