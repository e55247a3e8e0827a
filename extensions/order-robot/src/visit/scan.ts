import type { Bar } from '../api/bar.ts';
import { BarRefused } from '../api/faults.ts';
import type { Machine } from '../machine.ts';

export interface Door {
  readonly bar: Bar;
  readonly machine: Machine;
  readonly signal: AbortSignal;
  readonly shopId: string;
  /** Shows the code, as the display does: the session of somebody who works there. */
  readonly staffToken: () => string;
  /** Drinks of a code that robots leave to people. */
  readonly leave: number;
}

/** Next time, a better code: these pass by themselves. */
const PASSING = new Set(['code-expired', 'code-spent', 'code-unknown']);
const PAUSE_MS = 250;
const SCANS_MAX = 40;
const WINDOW_WAIT_MS_MAX = 15 * 60_000;

/**
 * Reads the code off the display and scans it; where it is used up, waits for the next one, as people in front of a
 * display do.
 * @returns the order's id
 * @throws BarRefused when the bar says no for good
 */
export const scan = async (
  { bar, machine, signal, shopId, staffToken, leave }: Door,
  token: string,
): Promise<string> => {
  for (let scans = 1; ; scans++) {
    const shown = await bar.code(staffToken(), shopId);
    const enough = shown.drinksLeft > Math.min(leave, shown.drinksPerCode - 1);
    const scanned = enough
      ? await bar.scan(token, shopId, shown.code)
      : ({
          ok: false,
          status: 409,
          code: 'code-spent',
          detail: 'the last drinks of the code are left to people',
        } as const);
    if (scanned.ok) return scanned.body.orderId;
    if (!PASSING.has(scanned.code) || scans === SCANS_MAX) throw new BarRefused('POST /api/orders', scanned);
    const untilNextMs = scanned.code === 'code-spent' ? shown.validUntilMs - machine.clock.now() : 0;
    await machine.wait(Math.min(Math.max(untilNextMs, 0) + PAUSE_MS, WINDOW_WAIT_MS_MAX), signal);
  }
};
