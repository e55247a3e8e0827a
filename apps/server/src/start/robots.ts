import type { Logger } from '@espresso/host';
import { EspressoError } from '@espresso/kernel';
import { runRobots } from '@espresso/order-robot';

/** Robot customers and baristas in this process, over the same HTTP as everybody. */
export const startRobots = (options: {
  readonly url: string;
  readonly token: string;
  readonly shopId: string;
  readonly customers: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly log: Logger;
}): void => {
  const { url, token, shopId, customers, seed, signal, log } = options;
  log.info({ customers, shopId }, 'robots come in');
  runRobots({ url, ownerToken: token, shopId, customers, seed, signal }).catch((error: unknown) => {
    // The bar goes on without them.
    if (error instanceof EspressoError) log.warn({ reason: error.message }, 'the robots went home');
    else log.error({ err: error }, 'the robots failed');
  });
};
