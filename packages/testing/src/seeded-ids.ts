import { seededRandom, uuids, type Clock, type Ids } from '@espresso/kernel';

/** Ids that come out the same for the same seed and clock. */
export const seededIds = (clock: Clock, seed: number): Ids => {
  const random = seededRandom(seed);
  return uuids(clock, (bytes) => {
    for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(random.next() * 256);
    return bytes;
  });
};
