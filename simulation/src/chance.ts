import { seededRandom, type Random } from '@espresso/kernel';

/** Chance as people speak of it, from one seed. */
export interface Chance extends Random {
  /** Whether something happens that happens in so many of a hundred cases: `happens(0.1)` once in ten. */
  readonly happens: (share: number) => boolean;
  /** A number between two, the upper one left out. */
  readonly between: (low: number, high: number) => number;
  /** A whole number between two, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <Thing>(things: readonly [Thing, ...Thing[]]) => Thing;
  readonly shuffled: <Thing>(things: readonly Thing[]) => Thing[];
  /** Another chance, that what is drawn here does not disturb: the same for the same name. */
  readonly fork: (name: string) => Chance;
}

export const chanceFrom = (seed: number): Chance => {
  const random = seededRandom(seed);
  const next = (): number => random.next();
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    happens: (share) => next() < share,
    between: (low, high) => low + next() * (high - low),
    whole,
    pick: (things) => things[whole(0, things.length - 1)] ?? things[0],
    shuffled: (things) => {
      const cards = things.map((thing) => ({ thing, place: next() }));
      return cards.sort((a, b) => a.place - b.place).map(({ thing }) => thing);
    },
    fork: (name) => chanceFrom(hashOf(`${String(seed)}/${name}`)),
  };
};

/** 32 bits that any letter changes (FNV-1a). */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};
