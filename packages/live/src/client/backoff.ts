import type { Random } from '@espresso/kernel';

const WAIT_MS_MAX = 15_000;

/**
 * How long to wait before the next try, in milliseconds: twice as long after every failure, and spread by chance (between
 * half of it and all of it), so that those who lost one server do not come back in one moment.
 */
export const waitBefore = (failures: number, retryMs: number, random: Random): number => {
  const wait = Math.min(WAIT_MS_MAX, retryMs * 2 ** Math.min(failures, 10));
  return wait / 2 + (random.next() * wait) / 2;
};
