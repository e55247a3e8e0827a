import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from '../command.ts';
import { root } from '../project.ts';

export const bench: Command = {
  name: 'bench',
  summary: 'measure this machine: orders a second, waits, bytes, states, events',
  usage: '[core] [server] [states] [bus]',
  run: async (args) => {
    const main = join(root, 'bench/src/main.ts');
    process.argv = [process.execPath, main, ...args];
    await import(pathToFileURL(main).href);
    return 0;
  },
};
