import { Logo } from '@espresso/ui';
import type { Language, Translate } from '@espresso/ui/i18n';
import { isStale, sceneOf } from '../model/scene.ts';
import type { Board, Code, Door, Menu, Shop } from '../model/shapes.ts';
import type { Word } from '../words.ts';
import { CodePanel } from './code-panel.tsx';
import { Numbers } from './numbers.tsx';

/** What hangs over the bar: whose bar it is, the code, the numbers. */
export const Screen = ({
  t,
  language,
  shop,
  board,
  code,
  door,
  menu,
  nowMs,
  heardMs,
  isConnected,
  origin,
}: {
  readonly t: Translate<Word>;
  readonly language: Language;
  readonly shop: Shop;
  readonly board: Board;
  readonly code: Code | undefined;
  readonly door: Door;
  readonly menu: Menu | undefined;
  readonly nowMs: number;
  /** When the server was last heard of. */
  readonly heardMs: number;
  readonly isConnected: boolean;
  readonly origin: string;
}) => {
  const time = (atMs: number, timeStyle: 'short' | 'medium') =>
    new Intl.DateTimeFormat(language, { timeStyle }).format(atMs);
  const { wait } = door;
  const out = (menu?.drinks ?? []).filter(({ soldOut }) => soldOut).map(({ name }) => name);
  const isSoldOut = menu !== undefined && menu.drinks.length > 0 && out.length === menu.drinks.length;
  const notice = shop.notice !== undefined && shop.notice.untilMs > nowMs ? shop.notice.text : undefined;
  return (
    <main class="screen">
      <header>
        <Logo size={64} />
        <h1>{shop.name}</h1>
        <p class="facts">
          <span>{t('queue', { n: board.preparing.length })}</span>
          {shop.status !== 'open' || shop.lastOrdersAt === undefined ? null : (
            <strong class="last-orders">
              {t('lastOrders', { time: time(Date.parse(shop.lastOrdersAt), 'short') })}
            </strong>
          )}
          {shop.status !== 'open' || out.length === 0 || isSoldOut ? null : (
            <span>{t('isOut', { names: new Intl.ListFormat(language, { type: 'unit' }).format(out) })}</span>
          )}
          {wait === undefined || shop.status !== 'open' ? null : (
            <span>{wait.to <= 1 ? t('waitOne') : t('wait', wait)}</span>
          )}
        </p>
        <p class="number time">{time(nowMs, 'short')}</p>
      </header>
      {isStale(heardMs, nowMs, isConnected) ? (
        <p class="stale" role="alert">
          <span aria-hidden="true">⚠ </span>
          {t('stale', { time: time(heardMs, 'medium') })}
        </p>
      ) : null}
      {notice === undefined ? null : (
        <p class="notice-board" role="status">
          {notice}
        </p>
      )}
      <CodePanel
        t={t}
        scene={sceneOf(shop, code, nowMs, isSoldOut)}
        door={door}
        origin={origin}
        shopId={shop.shopId}
        nowMs={nowMs}
        timeOf={(atMs) => time(atMs, 'short')}
      />
      <Numbers t={t} kind="preparing" numbers={board.preparing} empty="nobody" />
      <div class="column-with-place">
        <Numbers t={t} kind="ready" numbers={board.ready} empty="nothingReady" />
        <p class="place">{t('pickUp', { place: shop.pickupLocation })}</p>
      </div>
    </main>
  );
};
