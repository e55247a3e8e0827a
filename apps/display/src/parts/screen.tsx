import { Logo } from '@espresso/ui';
import type { Language, Translate } from '@espresso/ui/i18n';
import { isStale, sceneOf } from '../model/scene.ts';
import type { Board, Code, Door, Shop } from '../model/shapes.ts';
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
  readonly nowMs: number;
  /** When the server was last heard of. */
  readonly heardMs: number;
  readonly isConnected: boolean;
  readonly origin: string;
}) => {
  const time = (atMs: number, timeStyle: 'short' | 'medium') =>
    new Intl.DateTimeFormat(language, { timeStyle }).format(atMs);
  const { wait } = door;
  return (
    <main class="screen">
      <header>
        <Logo size={64} />
        <h1>{shop.name}</h1>
        <p class="facts">
          <span>{t('queue', { n: board.preparing.length })}</span>
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
      <CodePanel t={t} scene={sceneOf(shop, code, nowMs)} door={door} origin={origin} shopId={shop.shopId} />
      <Numbers t={t} kind="preparing" numbers={board.preparing} empty="nobody" />
      <div class="column-with-place">
        <Numbers t={t} kind="ready" numbers={board.ready} empty="nothingReady" />
        <p class="place">{t('pickUp', { place: shop.pickupLocation })}</p>
      </div>
    </main>
  );
};
