// The way to Node 24 on a machine whose own Node is older: the binary that the `node` package brought.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

/**
 * What asks a process to end.
 *
 * @type {readonly NodeJS.Signals[]}
 */
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Where npm's `node` package keeps its binary.
 *
 * @param {string} root the project's folder
 */
export const installedNode = (root) =>
  join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Runs a script on the installed Node 24 as if it were this process: same terminal, signals passed on, same way of ending.
 *
 * @param {string} root the project's folder
 * @param {readonly string[]} argv the script and its arguments
 */
export const runOnInstalledNode = (root, argv) => {
  const node = installedNode(root);
  if (!existsSync(node)) {
    process.stderr.write(
      `Node 24 is needed; this is Node ${process.versions.node}, and ${node} is missing, which happens where npm may not run install scripts.\n` +
        'Fetch it with `npm rebuild node --ignore-scripts=false`, or use a Node of version 24 or later.\n',
    );
    process.exit(1);
  }
  const child = spawn(node, argv, { stdio: 'inherit' });

  // A terminal sends Ctrl-C and hang-up to every process in front of it, so the child has had these already, and a second
  // Ctrl-C may mean "now!" to it. Without a terminal they come to this process alone.
  const fromTerminal = process.stdin.isTTY === true;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (signal === 'SIGTERM' || !fromTerminal) child.kill(signal);
    });
  }

  child.once('error', (error) => {
    process.stderr.write(`Node 24 at ${node} does not run: ${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
  });
};
