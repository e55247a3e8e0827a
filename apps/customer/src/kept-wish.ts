import { parseJson, toJson } from '@espresso/kernel';
import { wish as readWish, type Wish } from './model/wish.ts';

const NAME = 'espresso.wish';

/** Keeps what was picked on this phone: a code that was too old costs another scan, not another choice. */
export const keepWish = (shelf: Pick<Storage, 'setItem'> | undefined, wish: Wish): void => {
  try {
    shelf?.setItem(NAME, JSON.stringify(toJson(wish)));
  } catch {
    // Full, or forbidden: it is only a convenience.
  }
};

/** What was picked last; undefined where nothing was, or nothing that can be read. */
export const keptWish = (shelf: Pick<Storage, 'getItem'> | undefined): Wish | undefined => {
  try {
    const kept = shelf?.getItem(NAME);
    return kept === null || kept === undefined ? undefined : readWish(parseJson(kept));
  } catch {
    return undefined;
  }
};

export const dropWish = (shelf: Pick<Storage, 'removeItem'> | undefined): void => {
  try {
    shelf?.removeItem(NAME);
  } catch {
    // Nothing was kept, then.
  }
};
