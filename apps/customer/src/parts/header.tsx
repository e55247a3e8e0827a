import { Logo } from '@espresso/ui';
import { languageCodes, languages } from '@espresso/ui/i18n';
import type { Shop } from '../model/shapes.ts';
import type { Speaks } from './parts.ts';

/** Whose bar this is, and in which language it speaks. The switch is a form: it works without a script, and keeps the place. */
export const Header = ({
  t,
  language,
  shop,
  path,
}: Speaks & { readonly shop: Shop | undefined; readonly path: string }) => (
  <header class="head">
    <a class="skip" href="#main">
      {t('skip')}
    </a>
    <Logo size={36} />
    <span class="shop">{shop?.name ?? 'Serverless Espresso'}</span>
    <form class="languages" method="get" action={path}>
      {shop === undefined ? null : <input type="hidden" name="shop" value={shop.shopId} />}
      <label class="aside" for="lang">
        {t('language')}
      </label>
      <select
        id="lang"
        name="lang"
        onChange={(event) => {
          event.currentTarget.form?.submit();
        }}
      >
        {languageCodes.map((code) => (
          <option key={code} value={code} selected={code === language} lang={code}>
            {languages[code].name}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit" class="button">
          ↻<span class="aside">{t('language')}</span>
        </button>
      </noscript>
    </form>
  </header>
);
