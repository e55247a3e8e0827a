import type { Random } from '@espresso/kernel';
import type { History } from './history.ts';

/** What a recording shows of its people, to draw from where it does not say. Times in milliseconds. */
export interface Pace {
  /** From the menu to the choice. */
  readonly choosing: readonly number[];
  /** From the queue to the finished drink. */
  readonly making: readonly number[];
  readonly drinks: readonly NonNullable<History['drink']>[];
  /** One for every order whose end is known. */
  readonly ends: readonly (
    | { readonly type: 'made' }
    | { readonly type: 'cancelled'; readonly by: 'customer' | 'barista' }
    | { readonly type: 'left'; readonly waitedFor: 'customer' | 'barista' }
  )[];
}

/** What people do at a bar nobody recorded anything of. */
const usual: Pace = {
  choosing: [8_000, 12_000, 20_000],
  making: [60_000, 90_000, 120_000],
  drinks: [{ name: 'Latte', modifiers: [] }],
  ends: [{ type: 'made' }],
};

export const paceOf = (histories: readonly History[]): Pace => {
  const gaps = (gap: (history: History) => number | undefined): readonly number[] =>
    histories.flatMap((history) => {
      const ms = gap(history);
      return ms === undefined || ms < 0 ? [] : [ms];
    });
  const choosing = gaps(({ offeredMs, choseMs, queuedMs }) => between(offeredMs, choseMs ?? queuedMs));
  const making = gaps(({ queuedMs, end }) => (end?.type === 'made' ? between(queuedMs, end.atMs) : undefined));
  const drinks = histories.flatMap(({ drink }) => (drink === undefined ? [] : [drink]));
  const ends = histories.flatMap(({ end }) => (end === undefined ? [] : [end]));
  return {
    choosing: orUsual(choosing, usual.choosing),
    making: orUsual(making, usual.making),
    drinks: orUsual(drinks, usual.drinks),
    ends: orUsual(ends, usual.ends),
  };
};

/** One of them, each as likely as it is frequent. */
export const draw = <Sample>([first, ...more]: readonly Sample[], random: Random, otherwise: Sample): Sample =>
  first === undefined ? otherwise : ([first, ...more][Math.floor(random.next() * (more.length + 1))] ?? first);

const between = (fromMs: number | undefined, toMs: number | undefined): number | undefined =>
  fromMs === undefined || toMs === undefined ? undefined : toMs - fromMs;

const orUsual = <Sample>(samples: readonly Sample[], fallback: readonly Sample[]): readonly Sample[] =>
  samples.length === 0 ? fallback : samples;
