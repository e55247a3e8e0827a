#!/usr/bin/env node
// The `espresso` command: on Node 24 at once, on an older Node by way of the Node 24 that npm installed with the project.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NODE_MAJOR_MIN = 24;
const cli = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(dirname(cli));
const main = join(cli, 'src/main.ts');
const [, , ...args] = process.argv;

if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_MIN) {
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
} else {
  const { runOnInstalledNode } = await import('../../../tools/run-on-installed-node.mjs');
  runOnInstalledNode(root, [main, ...args]);
}
