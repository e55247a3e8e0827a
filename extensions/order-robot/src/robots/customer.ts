import type { Random } from '@espresso/kernel';
import { BarRefused, Stopped } from '../api/faults.ts';
import type { Fate, PlannedOrder } from '../plan/fate.ts';
import { between, exponential, weighted } from '../random.ts';
import { visit } from '../visit/visit.ts';
import type { Crew } from './crew.ts';

type Asked = Pick<PlannedOrder, 'drink' | 'modifiers'>;
/** What people order, as a bar's morning goes. */
const MIX: readonly (readonly [weight: number, asked: Asked])[] = [
  [34, { drink: 'Latte', modifiers: [] }],
  [12, { drink: 'Latte', modifiers: ['Oat milk'] }],
  [20, { drink: 'Flat White', modifiers: [] }],
  [6, { drink: 'Flat White', modifiers: ['Oat milk'] }],
  [14, { drink: 'Cappuccino', modifiers: [] }],
  [12, { drink: 'Americano', modifiers: [] }],
  [3, { drink: 'Americano', modifiers: ['Extra shot'] }],
  [10, { drink: 'Espresso', modifiers: [] }],
  [5, { drink: 'Hot Chocolate', modifiers: [] }],
];
const USUAL: Asked = { drink: 'Latte', modifiers: [] };

/** Mean times of a person, in milliseconds. */
const BETWEEN_VISITS_MS = 120_000;
const CHOOSING_MS = { min: 4_000, max: 40_000 };
/** Drinks of a code that robots leave to people. */
const LEFT_FOR_PEOPLE = 3;
/** After this long an order is not watched any more, in milliseconds. */
const STUCK_MS = 3_600_000;

/** Comes, orders, waits, goes, and comes again, until told to stop. Most are patient; some change their mind, some dawdle. */
export const customer = async (
  crew: Crew,
  who: { readonly name: string; readonly email: string; readonly random: Random; readonly showCode: () => string },
): Promise<void> => {
  const { bar, machine, signal, shopId, pace, tell } = crew;
  const { name: robot, email, random } = who;
  let firstPause = 0.2;
  while (!signal.aborted) {
    await machine.wait((firstPause * exponential(random, BETWEEN_VISITS_MS)) / pace, signal);
    firstPause = 1;
    if (isAborted(signal)) return;
    try {
      const { token } = await bar.signIn(shopId, email);
      const planned = draw(random, pace);
      const startMs = machine.clock.now();
      const ended = await visit(
        {
          ...crew,
          leave: LEFT_FOR_PEOPLE,
          staffToken: who.showCode,
          menu: () => bar.menu(shopId),
          stuckMs: STUCK_MS,
          toClock: (planMs) => startMs + planMs,
        },
        token,
        planned,
        (orderId) => tell({ type: 'order-began', robot, orderId }),
      );
      tell({ type: 'order-ended', robot, visit: ended });
    } catch (error) {
      if (error instanceof Stopped) return;
      if (error instanceof BarRefused && error.status < 500) tell({ type: 'turned-away', robot, reason: error.code });
      else tell({ type: 'trouble', robot, error: error instanceof Error ? error.message : String(error) });
    }
  }
};

/** What this visit will be like. Making is the baristas' business, so a drink that is waited for has no times. */
const draw = (random: Random, pace: number): PlannedOrder => {
  const chooseMs = between(random, CHOOSING_MS.min, CHOOSING_MS.max) / pace;
  const made: Fate = { type: 'made', claimMs: 0, doneMs: 0 };
  const fate = weighted<Fate>(
    random,
    [
      [88, made],
      [4, { type: 'cancelled', by: 'customer', atMs: chooseMs / 2 }],
      [4, { type: 'cancelled', by: 'customer', atMs: chooseMs + between(random, 1_000, 30_000) / pace }],
      [4, { type: 'left', waitedFor: 'customer' }],
    ],
    made,
  );
  return { arriveMs: 0, chooseMs, ...weighted(random, MIX, USUAL), fate };
};

const isAborted = (signal: AbortSignal): boolean => signal.aborted;
