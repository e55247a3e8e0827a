import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import { findBar } from '../bar-here.ts';
import { lookAtBar } from '../doctor/bar-there.ts';
import type { Finding } from '../doctor/finding.ts';
import { lookAtMachine } from '../doctor/machine.ts';
import { numberIn, readOptions } from '../options.ts';
import { paintFor } from '../terminal/colour.ts';
import type { Terminal } from '../terminal/terminal.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'look whether this machine is fit for a bar, or whether the bar at --url is well',
  usage: '[--port N] [--data DIR] [--url URL] [--json]',
  run: async (args, terminal) => {
    const { flags } = readOptions(args, { port: 'text', data: 'text', json: 'yes' });
    const findings =
      flags.url === undefined
        ? await ofMachine(flags, terminal)
        : await lookAtBar(findBar(flags, {}).url, terminal.clock);
    const paint = paintFor(terminal);
    if (flags.json === true) terminal.out(`${JSON.stringify(findings)}\n`);
    else
      for (const { what, ok, found } of findings)
        terminal.out(`${ok ? paint('green', '✔') : paint('red', '✘')} ${what.padEnd(8)} ${found}\n`);
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
};

const ofMachine = (
  { port, data }: { readonly port?: string | undefined; readonly data?: string | undefined },
  terminal: Terminal,
): Promise<readonly Finding[]> =>
  lookAtMachine(
    {
      port: Math.trunc(
        numberIn('port', port ?? terminal.env['ESPRESSO_PORT'], { otherwise: 4_000, min: 1, max: 65_535 }),
      ),
      folder: resolve(data ?? terminal.env['ESPRESSO_DATA'] ?? './data'),
    },
    terminal,
  );
