import { parseJson } from '@espresso/kernel';
import { mixes, simulate as simulateDay, tell, type Faults, type MixName } from '@espresso/simulation';
import { z } from 'zod';
import type { Command } from '../command.ts';
import { WrongUse } from '../faults.ts';
import { numberIn, readOptions } from '../options.ts';

const SEED_MAX = 2 ** 32 - 1;
const PER_HOUR_MAX = 1_000;
const mixNames = Object.keys(mixes);

const share = z.number().min(0).max(1);
const perHour = z.number().min(0).max(PER_HOUR_MAX);
const faults = {
  powerCuts: share,
  diskErrors: share,
  repeats: share,
  throws: share,
  losses: share,
  delays: share,
  lostAnswers: share,
  stopsPerHour: perHour,
  clockJumpsPerHour: perHour,
} satisfies Record<keyof Faults, z.ZodNumber>;
const faultNames = Object.keys(faults);
const ownMix = z.strictObject(faults);

export const simulate: Command = {
  name: 'simulate',
  summary: 'live through a day of the bar in seconds, with everything going wrong that can',
  usage: `[--seed N] [--hours N] [--customers-per-hour N] [--baristas N] [--shops N] [--faults ${mixNames.join('|')}] [--json]`,
  run: async (args, terminal) => {
    const { flags } = readOptions(args, {
      seed: 'text',
      hours: 'text',
      'customers-per-hour': 'text',
      baristas: 'text',
      shops: 'text',
      faults: 'text',
      json: 'yes',
    });
    const report = await simulateDay({
      seed: Math.floor(
        numberIn('seed', flags.seed, { otherwise: terminal.clock.now() % SEED_MAX, min: 0, max: SEED_MAX }),
      ),
      hours: numberIn('hours', flags.hours, { otherwise: 8, min: 0.1, max: 100 }),
      customersPerHour: numberIn('customers-per-hour', flags['customers-per-hour'], {
        otherwise: 60,
        min: 1,
        max: 2_000,
      }),
      baristas: numberIn('baristas', flags.baristas, { otherwise: 3, min: 1, max: 100 }),
      shops: numberIn('shops', flags.shops, { otherwise: 2, min: 1, max: 20 }),
      faults: mixOf(flags.faults ?? 'rough'),
    });
    terminal.out(flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : `${tell(report)}\n`);
    return report.breach === undefined ? 0 : 1;
  },
};

/** A mix by its name, or one of one's own as JSON, the way a day that failed names it. @throws WrongUse */
const mixOf = (text: string): MixName | Partial<Faults> => {
  if (isMix(text)) return text;
  const own = ownMix.safeParse(readJson(text));
  if (own.success) return own.data;
  throw new WrongUse(
    `--faults is one of ${mixNames.join(', ')}, or a JSON object of numbers by these names: ${faultNames.join(', ')}; not '${text}'`,
  );
};

const isMix = (name: string): name is MixName => Object.hasOwn(mixes, name);

const readJson = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};
