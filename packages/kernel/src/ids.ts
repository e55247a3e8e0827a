import type { Clock } from './clock.ts';

/** The only way to name something new. */
export interface Ids {
  /** A UUID of version 7 (RFC 9562): 122 bits unique, sorted by the time it was made. */
  next(): string;
}

/** Fills `bytes` with chance and returns it. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const BYTES_PER_ID = 16;
const IDS_PER_REFILL = 64;

/** Version 7 UUIDs from a clock and a source of bytes (the operating system's, unless a test brings its own). */
export const uuids = (clock: Clock, fill: RandomBytes = (bytes) => crypto.getRandomValues(bytes)): Ids => {
  const pool = new Uint8Array(BYTES_PER_ID * IDS_PER_REFILL);
  let used = pool.length;

  const hex = (from: number, to: number): string => {
    let text = '';
    for (let at = from; at < to; at++) text += hexOf[pool[at] ?? 0] ?? '';
    return text;
  };

  return {
    next: () => {
      if (used === pool.length) {
        fill(pool);
        used = 0;
      }
      const at = used;
      used += BYTES_PER_ID;
      const time = clock.now();
      for (let byte = 0; byte < 6; byte++) pool[at + byte] = Math.floor(time / 2 ** (8 * (5 - byte))) & 0xff;
      pool[at + 6] = 0x70 | ((pool[at + 6] ?? 0) & 0x0f);
      pool[at + 8] = 0x80 | ((pool[at + 8] ?? 0) & 0x3f);
      return `${hex(at, at + 4)}-${hex(at + 4, at + 6)}-${hex(at + 6, at + 8)}-${hex(at + 8, at + 10)}-${hex(at + 10, at + 16)}`;
    },
  };
};
