import type { Code, Shop } from './shapes.ts';

/** What stands where the code stands. A code that is over is never shown: somebody would scan it. */
export type Scene =
  | { readonly type: 'code'; readonly code: Code; readonly secondsLeft: number; readonly share: number }
  | { readonly type: 'spent'; readonly secondsLeft: number }
  | { readonly type: 'renewing' }
  /** Nothing is left that could be ordered. */
  | { readonly type: 'sold-out' }
  | { readonly type: 'draining' }
  | {
      readonly type: 'closed' | 'paused';
      readonly reason: string;
      /** When it goes on by itself, milliseconds since 1970; in the past it may do so at any moment. */
      readonly opensMs?: number;
    };

/** A code is taken down a moment before its end: who scans it then still has the time to sign in. */
const TAKEN_DOWN_MS = 1_000;

export const sceneOf = (shop: Shop, code: Code | undefined, nowMs: number, isSoldOut = false): Scene => {
  if (shop.status === 'draining') return { type: 'draining' };
  if (shop.status !== 'open') {
    const { status, reason, opensAt } = shop;
    return { type: status, reason, ...(opensAt !== undefined && { opensMs: Date.parse(opensAt) }) };
  }
  if (isSoldOut) return { type: 'sold-out' };
  if (code === undefined || code.validUntilMs - nowMs < TAKEN_DOWN_MS) return { type: 'renewing' };
  const leftMs = code.validUntilMs - nowMs;
  const secondsLeft = Math.ceil(leftMs / 1_000);
  if (code.drinksLeft <= 0) return { type: 'spent', secondsLeft };
  return { type: 'code', code, secondsLeft, share: leftMs / (code.validUntilMs - code.windowStartMs) };
};

/** When to ask for the next code: just after this one's end. Milliseconds from now. */
export const renewInMs = (code: Code, nowMs: number): number => Math.max(500, code.validUntilMs - nowMs + 150);

/** Seconds as a clock shows them: `4:05`. */
export const clockOf = (seconds: number): string =>
  `${Math.floor(Math.max(0, seconds) / 60)}:${String(Math.max(0, seconds) % 60).padStart(2, '0')}`;

const SHIFTS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;
const SHIFT_MS = 60_000;
const SHIFT_PX = 6;

/** Where the picture stands this minute, in pixels off its place: no line burns itself into the screen. */
export const shiftAt = (nowMs: number): readonly [x: number, y: number] => {
  const [x, y] = SHIFTS[Math.floor(nowMs / SHIFT_MS) % SHIFTS.length] ?? [0, 0];
  return [x * SHIFT_PX, y * SHIFT_PX];
};

/** With a stream that is open, something is fetched every minute; without one, every moment may have changed something. */
const STALE_MS = { connected: 90_000, lost: 10_000 };

/** Whether what is shown may be old. */
export const isStale = (heardMs: number, nowMs: number, isConnected: boolean): boolean =>
  nowMs - heardMs > (isConnected ? STALE_MS.connected : STALE_MS.lost);

/** How big numbers can be: as many as fit, and how many are left out. */
export const fitted = (
  numbers: readonly number[],
  most: number,
): { readonly shown: readonly number[]; readonly more: number; readonly size: 'few' | 'some' | 'many' } => {
  const shown = numbers.slice(0, numbers.length > most ? most - 1 : most);
  const size = numbers.length <= 4 ? 'few' : numbers.length <= 10 ? 'some' : 'many';
  return { shown, more: numbers.length - shown.length, size };
};
