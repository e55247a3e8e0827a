import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from '../command.ts';
import { root } from '../project.ts';

export const start: Command = {
  name: 'start',
  summary: 'start the bar, as npm start does',
  usage: '[--port N] [--host H] [--data DIR] [--no-open] [--robots [N]] [--shop ID]',
  run: async (args) => {
    const bootstrap = join(root, 'tools/bootstrap.mjs');
    // The very process becomes the bar: signals and the exit code are its own.
    process.argv = [process.execPath, bootstrap, 'start', ...args];
    await import(pathToFileURL(bootstrap).href);
    return RUNNING;
  },
};

/** Not an end: the process goes on as the bar. */
export const RUNNING = -1;
