import type { Clock } from '@espresso/kernel';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
}

/** A Monday morning, so that days, hours and weekdays in tests are what one expects. */
export const MONDAY_MORNING_MS = Date.UTC(2026, 10, 23, 9, 0, 0);

export const fakeClock = (startMs: number = MONDAY_MORNING_MS): FakeClock => {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
};
