import { z } from 'zod';
import { ask } from '../ask.ts';
import { findBar } from '../bar-here.ts';
import type { Command } from '../command.ts';
import { WrongUse } from '../faults.ts';
import { numberIn, readOptions } from '../options.ts';

const started = z.looseObject({ name: z.string() });

export const replay: Command = {
  name: 'replay',
  summary: 'send a stretch of the archive again',
  usage: '--from TIME --to TIME [--rule NAME] [--speed N] [--json]      TIME as in 2026-11-23T09:30:00Z',
  run: async (args, terminal) => {
    const { flags, words } = readOptions(args, { from: 'text', to: 'text', rule: 'text', speed: 'text', json: 'yes' });
    if (words.length > 0) throw new WrongUse(`'${words.join(' ')}' is one too many`);
    const body = {
      from: instant('from', flags.from),
      to: instant('to', flags.to),
      rules: flags.rule === undefined ? [] : [flags.rule],
      ...(flags.speed !== undefined && {
        speed: numberIn('speed', flags.speed, { otherwise: 1, min: 0.001, max: 10_000 }),
      }),
    };
    const told = await ask(findBar(flags, terminal.env), { method: 'POST', path: '/api/replays', body }, started);
    terminal.out(flags.json === true ? `${JSON.stringify(told)}\n` : `The replay ${told.name} is under way.\n`);
    return 0;
  },
};

const instant = (flag: string, text: string | undefined): string => {
  const atMs = Date.parse(text ?? '');
  if (Number.isNaN(atMs)) throw new WrongUse(`--${flag} is a time such as 2026-11-23T09:30:00Z`);
  return new Date(atMs).toISOString();
};
