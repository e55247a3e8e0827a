import { BarRefused, BarUnreachable } from '@espresso/order-robot';
import { commands } from './commands/index.ts';
import { Complaint, WrongUse } from './faults.ts';
import { helpText, usageOf } from './help.ts';
import type { Terminal } from './terminal/terminal.ts';

/** The command line was not understood. */
const MISUSED = 2;

/**
 * Runs what the command line says.
 * @returns the exit code: 0 done, 1 not done (and told why), 2 not understood
 */
export const run = async ([name = 'help', ...args]: readonly string[], terminal: Terminal): Promise<number> => {
  if (['help', '--help', '-h'].includes(name)) {
    const asked = commands.find((known) => known.name === args[0]);
    terminal.out(asked === undefined ? helpText(commands) : usageOf(asked));
    return 0;
  }
  const command = commands.find((known) => known.name === name);
  if (command === undefined) {
    terminal.err(`There is no command '${name.slice(0, 40)}'.\n\n${helpText(commands)}`);
    return MISUSED;
  }
  if (name !== 'start' && (args.includes('--help') || args.includes('-h'))) {
    terminal.out(usageOf(command));
    return 0;
  }
  try {
    return await command.run(args, terminal);
  } catch (error) {
    if (error instanceof WrongUse) {
      terminal.err(`${error.message}\n\n${usageOf(command)}`);
      return MISUSED;
    }
    if (error instanceof Complaint || error instanceof BarRefused || error instanceof BarUnreachable) {
      terminal.err(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
};
