import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EspressoError } from '@espresso/kernel';
import { type Browser, chromium } from 'playwright-core';

/** Where a browser comes from: the machine has one, or an npm package brought it. */
export type BrowserSource = 'installed' | 'packaged';

/** No Chromium or Chrome could be found, nor unpacked. */
export class BrowserMissing extends EspressoError {
  readonly source: BrowserSource;

  constructor(source: BrowserSource, cause?: unknown) {
    super(`No browser (${source}): install Chromium or Chrome, or set CHROME_PATH to the one to use.`, { cause });
    this.source = source;
  }
}

const root = join(import.meta.dirname, '..');

/** Quiet, alone and the same everywhere: nothing on screen, no updates, no first-run pages, no traffic of its own. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** Where Chromium and Chrome usually are on Linux, macOS and Windows; the first that exists is used. */
const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
] as const;

/**
 * The browser of this machine: CHROME_PATH if set (then no other is tried), else one of the usual places.
 *
 * @returns its path, or undefined if there is none
 */
export const installedBrowser = (
  env: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
): string | undefined => {
  const chosen = env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return USUAL_PATHS.find((path) => exists(path));
};

/** The package's own file names folders in /tmp; without a font that it finds, a page has no text at all. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Whether the npm package holds a browser for this kind of machine. */
export const hasPackagedBrowser = process.platform === 'linux' && process.arch === 'x64';

/**
 * The folder of the browser from npm, unpacked on first use (about 200 MB, two seconds) and kept from then on.
 * Safe when several ask at once: each unpacks aside, and the first to finish puts its folder in place.
 *
 * @throws {BrowserMissing} where the package has none for this machine
 */
export const packagedBrowser = async (): Promise<string> => {
  if (!hasPackagedBrowser) throw new BrowserMissing('packaged');
  const cache = join(root, '.cache');
  const home = join(cache, `chromium-${await packagedVersion()}`);
  if (existsSync(home)) return home;

  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(join(cache, 'unpacking-'));
  try {
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'unpack-browser.ts')], {
      env: { ...process.env, TMPDIR: aside },
    });
    await writeFile(join(aside, 'fonts/fonts.conf'), FONTS);
    await rename(aside, home);
  } catch (cause) {
    if (!existsSync(home)) throw new BrowserMissing('packaged', cause);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return home;
};

const packagedVersion = async (): Promise<string> => {
  const text = await readFile(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  return /"version":\s*"([\w.-]+)"/.exec(text)?.[1] ?? 'unknown';
};

/**
 * Starts a headless browser: the machine's own if it has one, otherwise the one from npm. Close it when done.
 *
 * @param source asks for one of the two; without it, whichever is there
 * @throws {BrowserMissing} where there is none
 */
export const launchBrowser = async (source?: BrowserSource): Promise<Browser> => {
  const installed = source === 'packaged' ? undefined : installedBrowser();
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: [...FLAGS] });
  if (source === 'installed') throw new BrowserMissing('installed');

  const home = await packagedBrowser();
  // It brings its fonts, for machines that have none.
  const env = { ...process.env, FONTCONFIG_PATH: join(home, 'fonts') };
  const launch = async (more: Readonly<Record<string, string>>): Promise<Browser> =>
    chromium.launch({ executablePath: join(home, 'chromium'), args: [...FLAGS], env: { ...env, ...more } });
  try {
    return await launch({});
  } catch (error) {
    // And its libraries: second choice, because they may be newer than what the rest of this machine is built for.
    if (!String(error).includes('error while loading shared libraries')) throw error;
    return launch({ LD_LIBRARY_PATH: join(home, 'al2023/lib') });
  }
};
