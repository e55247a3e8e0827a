import type { Ticket } from './ticket.ts';

/** From when on an order is called old and late, in milliseconds: two and five minutes without a setting. */
export interface Thresholds {
  readonly agingMs: number;
  readonly lateMs: number;
}

export const usualThresholds: Thresholds = { agingMs: 2 * 60_000, lateMs: 5 * 60_000 };

/** How old a ticket is, in colour (the level) and words (the minutes). */
export interface Age {
  readonly level: 'fresh' | 'aging' | 'late';
  /** Whole minutes it waits. */
  readonly minutes: number;
  /** Whole seconds until nobody can make it any more, when that is soon. */
  readonly endsInSeconds?: number;
}

const SOON_MS = 120_000;

/** The age of a ticket: from its place in the queue until it was made, and from then on how long it stands there. */
export const ageOf = (ticket: Ticket, nowMs: number, { agingMs, lateMs }: Thresholds): Age => {
  const sinceMs = ticket.status === 'ready' ? (ticket.completedMs ?? ticket.queuedMs) : ticket.queuedMs;
  const ageMs = Math.max(0, nowMs - sinceMs);
  const endsInMs = ticket.makeBy === undefined ? Infinity : Date.parse(ticket.makeBy) - nowMs;
  return {
    level: ageMs >= lateMs ? 'late' : ageMs >= agingMs ? 'aging' : 'fresh',
    minutes: Math.floor(ageMs / 60_000),
    ...(endsInMs < SOON_MS && { endsInSeconds: Math.max(0, Math.ceil(endsInMs / 1_000)) }),
  };
};
