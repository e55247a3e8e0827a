import { newOrder } from '@coffee/validator/contract';
import type { Disk } from '../disk.ts';

/** What makes a disk lie, once. */
export interface Lie {
  asked: boolean;
}

/** A disk that, when it is asked to, says of the next order that it is kept, and keeps nothing: a promise that has to break. */
export const lyingDisk =
  (lie: Lie) =>
  (disk: Disk): Disk => ({
    ...disk,
    get commits() {
      return disk.commits;
    },
    commit: (changes) => {
      const begins = changes.events.some(({ envelope }) => envelope['detail-type'] === newOrder.detailType);
      if (!lie.asked || !begins) return disk.commit(changes);
      lie.asked = false;
      return Promise.resolve();
    },
  });
