import { unreachable } from '@espresso/kernel';
import type { Journey, Whom } from '../contract/index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A stretch of time as people read it: `under 1 s`, `42 s`, `3 min 12 s`, `1 h 5 min`. */
export const duration = (ms: number): string => {
  if (ms < SECOND_MS) return 'under 1 s';
  if (ms < MINUTE_MS) return `${Math.round(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return pair(ms, MINUTE_MS, 'min', SECOND_MS, 's');
  return pair(ms, HOUR_MS, 'h', MINUTE_MS, 'min');
};

const pair = (ms: number, bigMs: number, big: string, smallMs: number, small: string): string => {
  const left = Math.floor((ms % bigMs) / smallMs);
  return `${Math.floor(ms / bigMs)} ${big}${left === 0 ? '' : ` ${left} ${small}`}`;
};

/** Minutes and seconds since the order began, as on a stopwatch: `0:07`, `12:30`. */
export const stopwatch = (ms: number): string => {
  const seconds = Math.floor(ms / SECOND_MS);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

export const nameOf: Readonly<Record<Whom, string>> = { customer: 'the customer', barista: 'a barista' };

/** The whole story in a sentence. */
export const inShort = ({ summary }: Journey): string => {
  const after = duration(summary.totalMs);
  switch (summary.outcome) {
    case 'under-way':
      return summary.waitsFor === undefined ? 'Under way.' : `Under way: waiting for ${nameOf[summary.waitsFor]}.`;
    case 'finished':
      return `Made and done in ${after}.`;
    case 'refused':
      return 'The bar could not take this order.';
    case 'cancelled':
      return `Cancelled after ${after}; everything it took was given back.`;
    case 'timed-out':
      return `Given up after ${after}, because somebody did not come; everything it took was given back.`;
    case 'failed':
      return `Failed after ${after}. That is our fault; everything it took was given back.`;
    default:
      return unreachable(summary.outcome);
  }
};
