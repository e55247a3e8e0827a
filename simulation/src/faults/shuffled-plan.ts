import type { HostOptions } from '@espresso/host';
import type { Chance } from '../chance.ts';

/** Repeats and reorders the deliveries of some events. */
export const shuffledPlan =
  (share: number, chance: Chance): NonNullable<HostOptions['plan']> =>
  (_, rules) => {
    if (share === 0 || !chance.happens(share)) return rules;
    return chance.shuffled([...rules, ...rules.filter(() => chance.happens(0.5))]);
  };
