/** How much goes wrong. Every number is a share of cases, from 0 (never) to 1 (always), unless it says otherwise. */
export interface Faults {
  /** Commits at which the power goes: half of them just before the disk has them, half just after. */
  readonly powerCuts: number;
  /** Commits that the disk refuses: the host is broken and has to start again. */
  readonly diskErrors: number;
  /** Events whose deliveries are repeated, and made in another order. */
  readonly repeats: number;
  /** Runs of handlers, functions and effects that throw, before or after they did their work. */
  readonly throws: number;
  /** Attempts to deliver that are lost on the way; the bus tries again. */
  readonly losses: number;
  /** Deliveries that come up to a minute late, long after others that were sent later. */
  readonly delays: number;
  /** Answers that never reach the person who waits for them. */
  readonly lostAnswers: number;
  /** How often in an hour an operator stops a workflow that is under way. */
  readonly stopsPerHour: number;
  /** How often in an hour the clock jumps ahead by up to twenty minutes. */
  readonly clockJumpsPerHour: number;
}

export interface SimulationOptions {
  /** Everything that is left to chance follows from it: the same seed, the same bytes. */
  readonly seed: number;
  /** How long customers come. The bar is then tidied up until nothing is under way. */
  readonly hours?: number;
  /** In each shop. */
  readonly customersPerHour?: number;
  /** In each shop. */
  readonly baristas?: number;
  readonly shops?: number;
  /** A mix by its name, or a mix of one's own, laid over the rough one. */
  readonly faults?: MixName | Partial<Faults>;
}

const calm: Faults = {
  powerCuts: 0,
  diskErrors: 0,
  repeats: 0,
  throws: 0,
  losses: 0,
  delays: 0,
  lostAnswers: 0,
  stopsPerHour: 0,
  clockJumpsPerHour: 0,
};

/** Kinds of days, by what goes wrong on them. */
export const mixes = {
  calm,
  /** A little of everything. */
  rough: {
    powerCuts: 0.01,
    diskErrors: 0.003,
    repeats: 0.2,
    throws: 0.03,
    losses: 0.02,
    delays: 0.02,
    lostAnswers: 0.05,
    stopsPerHour: 2,
    clockJumpsPerHour: 0.5,
  },
  /** The host hardly stays up. */
  crashes: { ...calm, powerCuts: 0.05, diskErrors: 0.02, lostAnswers: 0.1 },
  /** Deliveries come twice, late, in any order, and fail. */
  bus: { ...calm, repeats: 0.7, throws: 0.1, losses: 0.1, delays: 0.1, stopsPerHour: 3 },
  /** Time does not pass as it should. */
  clock: { ...calm, repeats: 0.3, clockJumpsPerHour: 6 },
  /** Everything at once. */
  awful: {
    powerCuts: 0.04,
    diskErrors: 0.02,
    repeats: 0.5,
    throws: 0.12,
    losses: 0.05,
    delays: 0.05,
    lostAnswers: 0.15,
    stopsPerHour: 5,
    clockJumpsPerHour: 3,
  },
} as const satisfies Record<string, Faults>;

export type MixName = keyof typeof mixes;

/** All that a day is made of. */
export type Day = Required<Omit<SimulationOptions, 'faults'>> & { readonly faults: Faults };

export const dayOf = ({ seed, faults, ...rest }: SimulationOptions): Day => ({
  seed,
  hours: rest.hours ?? 8,
  customersPerHour: rest.customersPerHour ?? 60,
  baristas: rest.baristas ?? 3,
  shops: rest.shops ?? 2,
  faults: typeof faults === 'string' ? mixes[faults] : { ...mixes.rough, ...faults },
});
