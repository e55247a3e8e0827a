import { systemClock, uuids, type Clock, type Ids } from '@espresso/kernel';

/** What a robot needs of the machine it runs on. */
export interface Machine {
  readonly clock: Clock;
  /** Names commands, so that a repeated one is recognised. */
  readonly ids: Ids;
  readonly fetch: typeof fetch;
  /** Resolves after `ms` milliseconds; at once, and without an error, when the signal says stop. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** This machine. */
export const thisMachine: Machine = {
  clock: systemClock,
  ids: uuids(systemClock),
  fetch: (input, init) => fetch(input, init),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (ms <= 0 || signal.aborted) {
        resolve();
        return;
      }
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      // A robot stands in for a person outside the bar: its patience is its own, and no row of the host.
      // eslint-disable-next-line no-restricted-globals
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    }),
};
