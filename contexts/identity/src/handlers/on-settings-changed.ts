import { accept, on } from '@espresso/contract';
import { settingsChanged } from '@coffee/shop/contract';
import { policies } from '../tables.ts';

/** Keeps our copy of a shop's policy: the latest word counts, in whatever order the events come. */
export const onSettingsChanged = on([settingsChanged], async ({ detail: { shopId, settings, revision } }, work) => {
  const known = await work.get(policies, { shopId });
  if (known !== undefined && known.revision >= revision) return accept();
  return accept({
    write: [
      policies.put(
        { shopId, emailPolicy: settings.emailPolicy, revision },
        { if: 'attribute_not_exists(shopId) OR revision < :revision', values: { ':revision': revision } },
      ),
    ],
  });
});
