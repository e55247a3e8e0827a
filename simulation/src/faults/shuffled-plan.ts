import type { HostOptions } from '@espresso/host';
import type { Chance } from '../chance.ts';
import type { Faults } from '../options.ts';

/** Repeats and reorders the deliveries of some events. */
export const shuffledPlan =
  (faults: Pick<Faults, 'repeats'>, chance: Chance): NonNullable<HostOptions['plan']> =>
  (_, rules) => {
    if (faults.repeats === 0 || !chance.happens(faults.repeats)) return rules;
    return chance.shuffled([...rules, ...rules.filter(() => chance.happens(0.5))]);
  };
