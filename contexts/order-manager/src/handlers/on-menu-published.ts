import type { menuPublished } from '@coffee/shop/contract';
import { accept, type Accepted, type Received, type Work } from '@espresso/contract';
import { menus } from '../tables.ts';

/** Keeps this context's copy of a shop's menu; an older publication that arrives late changes nothing. */
export const onMenuPublished = async (
  { detail: { shopId, menu, revision } }: Received<typeof menuPublished>,
  work: Work,
): Promise<Accepted<undefined>> => {
  const known = await work.get(menus, { shopId });
  if (known !== undefined && known.revision >= revision) return accept();
  return accept({
    write: [
      menus.put(
        { shopId, menu, revision },
        { if: 'attribute_not_exists(shopId) OR revision < :revision', values: { ':revision': revision } },
      ),
    ],
  });
};
