import { BarRefused } from '../api/faults.ts';
import type { Bar } from '../api/bar.ts';
import type { Machine } from '../machine.ts';

const PAUSE_MS = 100;

/** Waits until every part of the bar has heard of the shop: they are told by events, a moment after it was created. */
export const shopIsReady = async (door: {
  readonly bar: Bar;
  readonly machine: Machine;
  readonly signal: AbortSignal;
  readonly shopId: string;
  readonly token: string;
  readonly patienceMs: number;
}): Promise<void> => {
  const { bar, machine, signal, shopId, token, patienceMs } = door;
  const beganMs = machine.clock.now();
  for (;;) {
    try {
      await Promise.all([bar.code(token, shopId), bar.menu(shopId)]);
      return;
    } catch (error) {
      const notYet = error instanceof BarRefused && error.status === 404;
      if (!notYet || machine.clock.now() - beganMs > patienceMs) throw error;
    }
    await machine.wait(PAUSE_MS, signal);
  }
};
