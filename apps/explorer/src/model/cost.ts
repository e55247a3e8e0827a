import type { Usage } from '../wire.ts';

/** What AWS asks for a million of each, in US dollars, us-east-1, without free tiers: list prices of 2025. */
export const listPrices = {
  transitions: 25,
  events: 1,
  invocations: 0.2,
  computing: 16.6667,
  requests: 1,
  writes: 0.625,
  reads: 0.125,
  updates: 1,
} as const satisfies Readonly<Record<string, number>>;
export type Priced = keyof typeof listPrices;
export type Prices = Readonly<Record<Priced, number>>;

/** A run of code takes so much memory for so long: 128 MB for 100 ms, an assumption. */
const GB_SECONDS_PER_INVOCATION = 0.125 * 0.1;
const MILLION = 1_000_000;

export interface CostLine {
  readonly what: Priced;
  readonly count: number;
  readonly usd: number;
}

/** What it would cost, line by line, the dearest first. */
export const costOf = (usage: Usage, prices: Prices): { readonly lines: readonly CostLine[]; readonly usd: number } => {
  const counts: Readonly<Record<Priced, number>> = {
    ...usage,
    computing: usage.invocations * GB_SECONDS_PER_INVOCATION,
  };
  const lines = priced
    .map((what) => ({ what, count: counts[what], usd: (counts[what] * prices[what]) / MILLION }))
    .toSorted((one, other) => other.usd - one.usd);
  return { lines, usd: lines.reduce((sum, { usd }) => sum + usd, 0) };
};

export const priced = [
  'transitions',
  'events',
  'invocations',
  'computing',
  'requests',
  'writes',
  'reads',
  'updates',
] as const satisfies readonly Priced[];
