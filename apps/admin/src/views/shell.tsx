import { Logo } from '@espresso/ui';
import type { ComponentChildren } from 'preact';
import { pages, type Page } from '../model/places.ts';
import type { Desk } from '../store/desk.ts';
import { Select } from './parts.tsx';
import { statusSign, statusWord } from './shop-state.tsx';
import { useWords } from './words.ts';

const signs: Readonly<Record<Page, string>> = {
  home: 'M4 12 12 4l8 8M6 10v10h12V10',
  menu: 'M5 4h14v16H5zM8 9h8M8 13h8M8 17h5',
  stock: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  people:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20c0-4 2.500-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M17 14c2.500.5 4 2.500 4 6',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4v6M9 14v6',
  statistics: 'M4 20h16M7 20v-7M12 20V6M17 20v-10',
  shops: 'M4 9l1.500-5h13L20 9M4 9h16M5 9v11h14V9M10 20v-6h4v6',
};

/** The desk: where one is, which shop it is about, and whether that takes orders. */
export const Shell = ({
  desk,
  page,
  onSignOut,
  children,
}: {
  readonly desk: Desk;
  readonly page: Page;
  readonly onSignOut: () => void;
  readonly children: ComponentChildren;
}) => {
  const t = useWords();
  const { shop, shops } = desk;
  return (
    <div class="desk">
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {t('skip')}
      </a>
      <header class="desk-head">
        <a class="brand" href="#/home">
          <Logo size={32} />
          <span>Serverless Espresso</span>
        </a>
        {shops.length > 1 ? (
          <Select
            id="shop"
            label={t('shop')}
            hideLabel
            from={shops.map(({ shopId, name }) => ({ id: shopId, label: name }))}
            chosen={shop.shopId}
            onChange={(shopId) => desk.choose(shopId)}
          />
        ) : (
          <strong class="shop-name">{shop.name}</strong>
        )}
        <span class="state" data-status={shop.status}>
          <span aria-hidden="true">{statusSign[shop.status]}</span> {t(statusWord[shop.status])}
        </span>
      </header>
      <nav class="desk-nav" aria-label={t('pages')}>
        <ul class="nav-list">
          {pages.map((one) => (
            <li key={one}>
              <a href={`#/${one}`} {...(one === page && { 'aria-current': 'page' as const })}>
                <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
                  <path d={signs[one]} />
                </svg>
                <span>{t(`page-${one}`)}</span>
              </a>
            </li>
          ))}
        </ul>
        <button type="button" class="text-button sign-out" onClick={onSignOut}>
          {t('signOut')}
        </button>
      </nav>
      <main id="content" class="desk-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
};
