import { accept, type Accepted } from '@espresso/contract';
import {
  menuPublished,
  settings as settingsSchema,
  settingsChanged,
  shopCreated,
  shopId,
  shopOpened,
  startingMenu,
  type Menu,
  type Settings,
  type ShopId,
} from './contract/index.ts';
import { offers, shops, type Shop } from './tables.ts';

/** A shop to be. Without a menu it starts with the starting menu, without settings with the usual ones. */
export interface NewShop {
  readonly shopId: ShopId;
  readonly name: string;
  readonly menu?: Menu;
  readonly settings?: Partial<Settings>;
  /** Whether it opens at once. */
  readonly open: boolean;
  /** Who creates it. */
  readonly by: string;
}

/**
 * Everything that makes a shop: its items and its first events. An existing shop of that id stays as it is, and the
 * refusal is `shop-exists`.
 */
export const createShop = ({
  by,
  open,
  menu = startingMenu,
  settings: chosen = {},
  ...named
}: NewShop): Accepted<Shop, 'shop-exists'> => {
  const settings = settingsSchema.parse(chosen);
  const shop: Shop = {
    ...named,
    state: open ? { status: 'open' } : { status: 'closed', reason: '' },
    settings,
    list: 'shops',
    version: 1,
  };
  return accept<Shop, 'shop-exists'>({
    write: [
      shops.create(shop, 'shop-exists'),
      offers.create(
        {
          shopId: shop.shopId,
          menu,
          ingredientsOut: [],
          drinksOut: [],
          availabilityRevision: 0,
          version: 1,
        },
        'shop-exists',
      ),
    ],
    emit: [
      shopCreated({ ...named, by }),
      settingsChanged({ shopId: shop.shopId, by, settings, revision: 1 }),
      menuPublished({ shopId: shop.shopId, by, menu, revision: 1 }),
      ...(open ? [shopOpened({ shopId: shop.shopId, by })] : []),
    ],
    reply: shop,
  });
};

/** The shop that is there on the first start: open, with the starting menu. Refused with `shop-exists` on any later one. */
export const firstShop = (): Accepted<Shop, 'shop-exists'> =>
  createShop({ shopId: shopId.parse('main'), name: 'Serverless Espresso', open: true, by: 'system' });
