/** The only way to toss a coin. Tests and the simulation bring a seeded one. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
}

/** Chance from the operating system. Only composition roots hand it out. */
export const secureRandom: Random = {
  next: () => {
    const words = crypto.getRandomValues(new Uint32Array(2));
    return ((words[0] ?? 0) * 2 ** 21 + ((words[1] ?? 0) >>> 11)) / 2 ** 53;
  },
};

/**
 * The same numbers for the same seed, on every machine (mulberry32: 32 bits of state, good enough to
 * spread a simulation, never for secrets).
 */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
};
