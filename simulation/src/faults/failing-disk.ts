import { EspressoError } from '@espresso/kernel';
import type { Chance } from '../chance.ts';
import type { Disk } from '../disk.ts';
import type { Faults } from '../options.ts';
import type { Store } from '@espresso/host';

/** The power went. Whether the commit under way was durable, nobody who waited for it can tell. */
export class PowerCut extends EspressoError {
  constructor() {
    super('the power went', { retryable: true });
  }
}

/** The disk refused a commit: nothing of it is there. */
export class DiskError extends EspressoError {
  constructor() {
    super('EIO: the disk does not answer', { retryable: true });
  }
}

/** How long a flush may take, in turns of the loop that waits for it: others get to run in between. */
const FLUSH_TURNS_MAX = 6;

/** The plug, which somebody may pull at the very next commit. */
export interface Plug {
  pulled: boolean;
}

/**
 * The disk as one host sees it, from its start to its end: it may fail at any commit, and from then on for good. What it
 * answered "done" to is done.
 */
export const failingDisk = (disk: Disk, faults: Faults, chance: Chance, plug: Plug): Store => {
  let gone = false;
  return {
    ...disk,
    commit: async (changes) => {
      if (gone) throw new PowerCut();
      for (let turns = chance.whole(0, FLUSH_TURNS_MAX); turns > 0; turns--) await Promise.resolve();
      const cut = chance.happens(faults.powerCuts) || plug.pulled;
      const refused = chance.happens(faults.diskErrors);
      plug.pulled = false;
      gone = cut || refused;
      if (refused) throw new DiskError();
      if (!cut || chance.happens(0.5)) await disk.commit(changes);
      if (cut) throw new PowerCut();
    },
  };
};
