import { ButtonLink, Notice } from '@espresso/ui';
import type { PageState } from '../model/page-state.ts';
import type { Speaks } from './parts.ts';

/** Where the address names no shop, or one that is not there. */
export const Shops = ({ t, state: { shops, problem } }: Speaks & { readonly state: PageState }) => (
  <section class="stack">
    {problem === 'unknown-shop' ? <Notice kind="bad">{t('noShop')}</Notice> : null}
    <h1>{t('chooseShop')}</h1>
    {shops.map(({ shopId, name }) => (
      <ButtonLink key={shopId} wide href={`/order?shop=${shopId}`}>
        {name}
      </ButtonLink>
    ))}
  </section>
);

/** An order that this phone may not see, or that never was. */
export const NotFound = ({ t, state: { shop } }: Speaks & { readonly state: PageState }) => (
  <section class="stack">
    <h1>{t('notFoundTitle')}</h1>
    <p>{t('notFoundText')}</p>
    <ButtonLink kind="main" wide href={shop === undefined ? '/order' : `/order?shop=${shop.shopId}`}>
      {t('toMenu')}
    </ButtonLink>
  </section>
);
