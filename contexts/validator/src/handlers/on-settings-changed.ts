import type { settingsChanged } from '@coffee/shop/contract';
import { accept, type Accepted, type Received, type Work } from '@espresso/contract';
import { shops } from '../tables.ts';

/** Keeps this context's copy of a shop's settings; an event that arrives late changes nothing. */
export const onSettingsChanged = async (
  { detail: { shopId, settings, revision } }: Received<typeof settingsChanged>,
  work: Work,
): Promise<Accepted<undefined>> => {
  const known = await work.get(shops, { shopId });
  if (known !== undefined && known.revision >= revision) return accept();
  const { drinksPerCode, codeWindowSeconds, ordersPerCustomer } = settings;
  return accept({
    write: [
      shops.put(
        { shopId, drinksPerCode, codeWindowSeconds, ordersPerCustomer, revision },
        { if: 'attribute_not_exists(shopId) OR revision < :revision', values: { ':revision': revision } },
      ),
    ],
  });
};
