import { z } from 'zod';
import { ask } from '../ask.ts';
import { findBar } from '../bar-here.ts';
import type { Command } from '../command.ts';
import { WrongUse } from '../faults.ts';
import { readOptions } from '../options.ts';
import { paintFor, type Paint } from '../terminal/colour.ts';

const severities = ['error', 'warning', 'hint'] as const;
const checkUp = z.object({
  at: z.string(),
  examined: z.object({ events: z.number(), rules: z.number(), since: z.string().optional() }),
  checks: z.array(
    z.object({
      id: z.string(),
      claim: z.string(),
      remedy: z.string(),
      severity: z.enum(severities),
      count: z.number(),
      findings: z.array(
        z.object({
          what: z.string(),
          item: z.string().optional(),
          evidence: z.array(z.object({ number: z.number(), id: z.string(), type: z.string() })),
        }),
      ),
    }),
  ),
});
type CheckUp = z.output<typeof checkUp>;

export const lint: Command = {
  name: 'lint',
  summary: 'examine the running bar for faults of event-driven design, each with its evidence and its remedy',
  usage: '[--fail-on error|warning|hint] [--json] [--url URL]',
  run: async (args, terminal) => {
    const { flags } = readOptions(args, { url: 'text', token: 'text', json: 'yes', 'fail-on': 'text' });
    const worst = severities.find((one) => one === (flags['fail-on'] ?? 'error'));
    if (worst === undefined) throw new WrongUse(`--fail-on is one of ${severities.join(', ')}`);
    const found = await ask(findBar(flags, terminal.env), { path: '/api/check-up' }, checkUp);
    terminal.out(flags.json === true ? `${JSON.stringify(found)}\n` : told(found, paintFor(terminal)));
    const counted = severities.slice(0, severities.indexOf(worst) + 1);
    return found.checks.some(({ severity, count }) => count > 0 && counted.includes(severity)) ? 1 : 0;
  },
};

const colours = { error: 'red', warning: 'yellow', hint: 'blue' } as const;

const told = ({ checks, examined }: CheckUp, paint: Paint): string => {
  const lines = checks.flatMap(({ id, severity, findings, count, remedy, claim }) =>
    count === 0
      ? [`${paint('green', '✔')} ${claim}`]
      : [
          `${paint(colours[severity], '✘')} ${claim} ${paint(colours[severity], severity)} ${paint('dim', id)}`,
          ...findings.flatMap(({ what, evidence }) => [
            `    ${what}`,
            ...evidence.map((event) => paint('dim', `      #${event.number} ${event.type} ${event.id}`)),
          ]),
          ...(count > findings.length ? [`    and ${count - findings.length} more`] : []),
          `    → ${remedy}`,
        ],
  );
  const sum = checks.reduce((total, { count }) => total + count, 0);
  return `${lines.join('\n')}\n\n${checks.length} checks over ${examined.events} events and ${examined.rules} rules, ${sum} findings.\n`;
};
