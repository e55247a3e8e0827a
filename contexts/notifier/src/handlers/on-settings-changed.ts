import { settingsChanged } from '@coffee/shop/contract';
import { accept, on } from '@espresso/contract';
import { shops } from '../tables.ts';

/** Keeps our copy of where drinks are handed over: the latest word counts, in whatever order the events come. */
export const onSettingsChanged = on([settingsChanged], async ({ detail: { shopId, settings, revision } }, work) => {
  const known = await work.get(shops, { shopId });
  if (known !== undefined && known.revision >= revision) return accept();
  return accept({
    write: [
      shops.put(
        { shopId, pickupLocation: settings.pickupLocation, revision },
        { if: 'attribute_not_exists(shopId) OR revision < :revision', values: { ':revision': revision } },
      ),
    ],
  });
});
