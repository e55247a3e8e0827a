/** The only way to learn the time. Tests and the simulation bring their own. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** The machine's clock. Only composition roots hand it out. */
export const systemClock: Clock = { now: () => Date.now() };

/** An instant in milliseconds as ISO 8601 text in UTC: `2026-11-23T09:30:00.000Z`. */
export const iso = (epochMs: number): string => {
  if (epochMs !== lately.epochMs) lately = { epochMs, text: new Date(epochMs).toISOString() };
  return lately.text;
};

/** Everything a unit of work writes is of one instant: its text is made once. */
let lately = { epochMs: 0, text: '1970-01-01T00:00:00.000Z' };
