// What `npm start`, `npm test` and `npm run verify` call first. Plain JavaScript without dependencies, because it has to run
// on whatever Node the machine has (20 and later), before anything is installed. It does three things and gets out of the way:
//
// 1. The installed packages are those of package-lock.json: one hash compared, and an install only if it differs.
// 2. The wanted script runs on Node 24. npm puts node_modules/.bin first on a script's path and Node 24 is a dependency,
//    so from the second start on this very process is Node 24, and the script is imported with no process in between.
// 3. Before the bar starts, the pages are built whose sources changed: some hashes compared, and a build only if one differs.
//
// The scripts in package.json say `exec node …`: npm runs them in a shell, and a shell that stays in between keeps npm's
// SIGTERM for itself, and leaves the bar running without it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NODE_MAJOR_MIN = 24;
const root = dirname(import.meta.dirname ?? dirname(fileURLToPath(import.meta.url)));

const scripts = {
  start: 'apps/server/src/main.ts',
  test: 'tools/test.ts',
  verify: 'tools/verify.ts',
};

const [, , command = '', ...args] = process.argv;
if (!Object.hasOwn(scripts, command)) {
  fail(`Say what to run: ${Object.keys(scripts).join(', ')}.`);
}
const script = join(root, scripts[command]);
if (!existsSync(script)) {
  fail(`Cannot ${command}: ${scripts[command]} does not exist in this checkout.`);
}

if (!isInstalled()) {
  const { install } = await import('./install.mjs');
  await install(root);
}

// The pages are brought up to date first; a checkout without them serves without them.
const pages = join(root, 'tools/fresh-pages.ts');
const first = command === 'start' && existsSync(pages) ? [pathToFileURL(pages).href] : [];

if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_MIN) {
  process.argv = [process.execPath, script, ...args];
  for (const module of first) await import(module);
  await import(pathToFileURL(script).href);
} else {
  const { runOnInstalledNode } = await import('./run-on-installed-node.mjs');
  runOnInstalledNode(root, [...first.flatMap((module) => ['--import', module]), script, ...args]);
}

/** Whether node_modules was last brought up to the package-lock.json that lies here now. */
function isInstalled() {
  try {
    const stamp = readFileSync(join(root, 'node_modules/.espresso-lock-hash'), 'utf8');
    const lock = readFileSync(join(root, 'package-lock.json'));
    return stamp === createHash('sha256').update(lock).digest('hex');
  } catch {
    return false;
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
