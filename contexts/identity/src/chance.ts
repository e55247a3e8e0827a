import type { Random } from '@espresso/kernel';

const SECRET_BYTES = 32;
const CODES = 1_000_000;

/** A secret nobody can guess: 256 bits of chance, safe in a link. The bar's `random` is the operating system's. */
export const drawSecret = (random: Random): string =>
  Buffer.from(Array.from({ length: SECRET_BYTES }, () => Math.floor(random.next() * 256))).toString('base64url');

/** Six digits for a person to type. */
export const drawCode = (random: Random): string => String(Math.floor(random.next() * CODES)).padStart(6, '0');
