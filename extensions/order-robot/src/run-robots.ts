import { seededRandom } from '@espresso/kernel';
import { barApi } from './api/bar.ts';
import { client } from './api/client.ts';
import { Stopped } from './api/faults.ts';
import { asOwner, type OwnerToken } from './as-owner.ts';
import { BARISTAS_MAX, hire } from './hire.ts';
import { thisMachine, type Machine } from './machine.ts';
import { shopIsReady } from './play/shop-is-ready.ts';
import { barista } from './robots/barista.ts';
import type { Crew, RobotNews } from './robots/crew.ts';
import { customer } from './robots/customer.ts';

export type { RobotNews } from './robots/crew.ts';

export interface RobotOptions {
  readonly url: string;
  readonly ownerToken: OwnerToken;
  readonly shopId: string;
  /** Robot customers: each has an address of its own and one order at a time. */
  readonly customers: number;
  /** Robot baristas, at most eight; one for every eight customers without a number. */
  readonly baristas?: number;
  readonly seed: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** How much faster than people they are; 1 without it. */
  readonly pace?: number;
  readonly onEvent?: (news: RobotNews) => void;
  readonly machine?: Machine;
}

const CUSTOMERS_MAX = 500;
const CUSTOMERS_PER_BARISTA = 8;
const PATIENCE_MS = 600_000;
/** Between two looks at the bar: about so often, and never so often that all robots together ask more than fifty times a second. */
const LOOK_MS = { usual: 2_000, min: 250, perRobot: 20 };

/**
 * Robot customers and baristas at a bar, through its public API alone, until the signal says stop. They wait for a bar that
 * is away and go on when it is back.
 * @throws BarRefused, BarUnreachable when they are not even let in
 */
export const runRobots = async (options: RobotOptions): Promise<void> => {
  const { url, shopId, seed, signal, pace = 1, machine = thisMachine, onEvent: tell = () => undefined } = options;
  const customers = Math.min(options.customers, CUSTOMERS_MAX);
  const baristas = Math.min(options.baristas ?? Math.ceil(customers / CUSTOMERS_PER_BARISTA), BARISTAS_MAX);
  const bar = barApi(
    client({
      url,
      machine,
      signal,
      patienceMs: PATIENCE_MS,
      onReach: (reached) => tell({ type: 'bar-reached', reached }),
    }),
  );
  const lookMs = Math.max(LOOK_MS.usual / pace, LOOK_MS.min, (customers + baristas) * LOOK_MS.perRobot);
  const crew: Crew = { bar, machine, signal, shopId, pace, lookMs, tell };
  try {
    // Somebody has to show the code, even where people make the drinks.
    const hired = await asOwner(options.ownerToken, (token) => hire(bar, token, shopId, Math.max(baristas, 1)));
    const [display] = hired;
    if (display === undefined) return;
    await shopIsReady({ bar, machine, signal, shopId, token: display.token, patienceMs: PATIENCE_MS });
    await Promise.all([
      ...hired.slice(0, baristas).map((one, index) => barista(crew, one, seededRandom(seed + index))),
      ...Array.from({ length: customers }, (_, index) =>
        customer(crew, {
          name: `robot-${index + 1}`,
          email: `robot-${index + 1}@robots.example`,
          random: seededRandom(seed + BARISTAS_MAX + index),
          showCode: () => display.token,
        }),
      ),
    ]);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
};
