import type { Command } from './command.ts';

/** What there is, and how it is written. */
export const helpText = (commands: readonly Command[]): string =>
  `${[
    'espresso COMMAND      in the folder of the project: npx espresso COMMAND',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`),
    '  help      this, or how one command is written: help COMMAND',
    '',
    'Commands talk to the bar on this machine. --url (or ESPRESSO_URL) names another,',
    '--token (or ESPRESSO_TOKEN) gives the session to use there.',
  ].join('\n')}\n`;

export const usageOf = ({ name, summary, usage }: Command): string =>
  `${name}: ${summary}\n\nespresso ${name} ${usage}\n`;
