import type { Menu, ShopId } from '@coffee/shop/contract';
import type { Emission, Write } from '@espresso/contract';
import { availabilityOf, sameAvailability } from './availability.ts';
import { availabilityChanged } from './contract/index.ts';
import type { StockLine } from './shelf.ts';
import { shelves, type Shelf } from './tables.ts';

/** The shelf after a change, and what the change writes and tells. */
export interface ShelfChange {
  readonly shelf: Shelf;
  readonly write: readonly Write<never>[];
  readonly emit: readonly Emission[];
}

/** A new stock that makes no difference to what can be made. */
export const restock = (before: Shelf, stock: StockLine[]): ShelfChange => changed(before, { ...before, stock });

/** A new stock, under a menu: told to everybody only when what has run out is not what was said last. */
export const restockUnder = (menu: Menu, before: Shelf, stock: StockLine[]): ShelfChange =>
  changed(before, { ...before, stock, ...listsOf(menu, stock) });

/** The first stock a shop counts. */
export const createUnder = (menu: Menu, shopId: ShopId, stock: StockLine[]): ShelfChange =>
  changed(undefined, { shopId, stock, ...listsOf(menu, stock), version: 0 });

const changed = (before: Shelf | undefined, after: Shelf): ShelfChange => {
  const shelf = { ...after, version: after.version + 1 };
  const { shopId, ingredientsOut, drinksOut, version: revision } = shelf;
  return {
    shelf,
    // The version decides between two that change the shelf at once: the later one decides again on what is left then.
    write: [before === undefined ? shelves.create(shelf) : shelves.replace(after)],
    emit: sameAvailability(before ?? nothingOut, shelf)
      ? []
      : [availabilityChanged({ shopId, ingredientsOut, drinksOut, revision })],
  };
};

const nothingOut = { ingredientsOut: [], drinksOut: [] };

const listsOf = (menu: Menu, stock: readonly StockLine[]): Pick<Shelf, 'ingredientsOut' | 'drinksOut'> => {
  const { ingredientsOut, drinksOut } = availabilityOf(menu, stock);
  return { ingredientsOut: [...ingredientsOut], drinksOut: [...drinksOut] };
};
