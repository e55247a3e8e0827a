import { createHash } from 'node:crypto';
import { Bar, type Sabotage } from './bar.ts';
import { contextsOfTheBar } from './contexts.ts';
import { Course } from './course.ts';
import { openDisk } from './disk.ts';
import { Breach, type Invariant } from './invariants.ts';
import { dayOf, type Day, type SimulationOptions } from './options.ts';
import { Referee } from './referee.ts';

/** What became of a simulated day. */
export interface Report {
  readonly seed: number;
  /** What did not hold, and when; absent after a good day. */
  readonly breach?: {
    readonly invariant: Invariant;
    readonly found: string;
    readonly atMs: number;
    readonly event: number;
  };
  readonly orders: number;
  /** How many orders came to which end, by the type of the event. */
  readonly ends: Readonly<Record<string, number>>;
  /** How many events of which type happened. */
  readonly events: Readonly<Record<string, number>>;
  readonly commits: number;
  /** How often the host ended in the middle of something, and was started again. */
  readonly crashes: number;
  /** How long the day was for those in it, in milliseconds. */
  readonly simulatedMs: number;
  /** SHA-256 of the whole log: the same for the same seed. */
  readonly hash: string;
  /** Where the Explorer opens this day, on a bar that runs: the address without its beginning. Days with a mix of their own have none. */
  readonly open: string | undefined;
  /** How to see this day again. */
  readonly rerun: string;
}

/**
 * Simulates a day at the bar: its people, its faults, and all that must hold nevertheless. Everything follows from the
 * seed: the same options give the same log, byte by byte.
 * @param sabotage a mistake to build in, to see whether it is found
 */
export const simulate = async (options: SimulationOptions, sabotage: Sabotage = {}): Promise<Report> => {
  const day = dayOf(options);
  const bar = new Bar(day, openDisk(), sabotage);
  let breach: Report['breach'];
  const referee = new Referee(contextsOfTheBar({ publish: () => Promise.resolve() }));
  const startMs = bar.nowMs;
  try {
    await new Course(day, bar, referee).run();
  } catch (error) {
    if (!(error instanceof Breach)) throw error;
    const { invariant, found } = error;
    breach = { invariant, found, atMs: bar.nowMs, event: bar.disk.log.length };
  }
  const lives = [...referee.ledger.lives.values()];
  return {
    seed: day.seed,
    ...(breach && { breach }),
    orders: lives.length,
    ends: countsOf(lives.map(({ end }) => end ?? 'none')),
    events: countsOf(bar.disk.log.map(({ envelope }) => envelope['detail-type'])),
    commits: bar.disk.commits,
    crashes: bar.crashes,
    simulatedMs: bar.nowMs - startMs,
    hash: createHash('sha256').update(JSON.stringify(bar.disk.log)).digest('hex'),
    open: placeOf(day, options),
    rerun: commandOf(options),
  };
};

/** How often each name comes, by name. */
const countsOf = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const name of names.toSorted()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
};

const commandOf = ({ seed, hours, customersPerHour, baristas, shops, faults }: SimulationOptions): string =>
  [
    `npx espresso simulate --seed ${seed}`,
    ...Object.entries({ hours, customersPerHour, baristas, shops }).flatMap(([name, value]) =>
      value === undefined ? [] : `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value}`,
    ),
    ...(faults === undefined
      ? []
      : [`--faults ${typeof faults === 'string' ? faults : `'${JSON.stringify(faults)}'`}`]),
  ].join(' ');

const placeOf = (
  { seed, hours, customersPerHour, baristas, shops }: Day,
  { faults = 'rough' }: SimulationOptions,
): string | undefined => {
  if (typeof faults !== 'string') return undefined;
  const asked = Object.entries({ seed, hours, customersPerHour, baristas, shops }).map(([name, value]) => [
    name,
    String(value),
  ]);
  const item = new URLSearchParams([...asked, ['faults', faults]]);
  return `/explorer?${new URLSearchParams({ view: 'sandboxes', item: item.toString() }).toString()}`;
};
