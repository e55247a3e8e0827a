import type { Logger } from '@espresso/host';
import { EspressoError } from '@espresso/kernel';
import { runRobots } from '@espresso/order-robot';

/** Robot customers and baristas in this process, over the same HTTP as everybody. */
export const startRobots = (options: {
  readonly url: string;
  readonly token: string;
  readonly shopId: string;
  readonly customers: number;
  /** Nobody owns this bar yet: it is shown, not run, and the codes are made good for the robots as well. */
  readonly isDemonstration: boolean;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly log: Logger;
}): void => {
  const { url, token, shopId, customers, isDemonstration, seed, signal, log } = options;
  log.info({ customers, shopId }, 'robots come in');
  const ready = isDemonstration ? makeRoom({ url, token, shopId, customers }) : Promise.resolve();
  ready
    .then(() => runRobots({ url, ownerToken: token, shopId, customers, seed, signal, pace: PACE }))
    .catch((error: unknown) => {
      // The bar goes on without them.
      if (error instanceof EspressoError) log.warn({ reason: error.message }, 'the robots went home');
      else log.error({ err: error }, 'the robots failed');
    });
};

/** Three times as fast as people: whoever watches sees an order finished within half a minute. */
const PACE = 3;
/** Drinks a code has for each robot, besides those for people. */
const DRINKS_PER_ROBOT = 15;
const DRINKS_FOR_PEOPLE = 10;
const DRINKS_MAX = 1_000;

/** The usual ten drinks a code would be gone in a minute, and people would find none. */
const makeRoom = async (bar: {
  readonly url: string;
  readonly token: string;
  readonly shopId: string;
  readonly customers: number;
}) => {
  const drinksPerCode = Math.min(DRINKS_FOR_PEOPLE + bar.customers * DRINKS_PER_ROBOT, DRINKS_MAX);
  const answer = await fetch(`${bar.url}/api/shops/${bar.shopId}/settings`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${bar.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ drinksPerCode }),
  });
  if (!answer.ok) throw new NoRoom(bar.shopId, answer.status);
};

/** The robots' shop could not be made ready for them. */
class NoRoom extends EspressoError {
  constructor(shopId: string, status: number) {
    super(`the settings of ${shopId} could not be changed for the robots (status ${status})`);
  }
}
