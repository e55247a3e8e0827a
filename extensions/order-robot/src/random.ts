import type { Random } from '@espresso/kernel';

/** A time until the next of many that come independently of each other (Poisson arrivals), by its mean. */
export const exponential = (random: Random, mean: number): number => -Math.log(1 - random.next()) * mean;

export const between = (random: Random, min: number, max: number): number => min + random.next() * (max - min);

/** One of them, by weight. */
export const weighted = <Choice>(
  random: Random,
  choices: readonly (readonly [weight: number, choice: Choice])[],
  otherwise: Choice,
): Choice => {
  let left = random.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, choice] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return otherwise;
};
