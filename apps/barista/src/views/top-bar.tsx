import { DrinkIcon, Logo } from '@espresso/ui';
import type { AllDay } from '../model/counts.ts';
import type { Shop } from '../wire.ts';
import { statusWord } from './shop-dialog.tsx';
import { useTimeOf } from './words.ts';
import { useWords } from './words.ts';

const signs = { open: '●', paused: '❚❚', closed: '■', draining: '◐' } as const;

/** Which shop, whether it takes orders, whether the bar is heard, and the ways to what is not tickets. */
export const TopBar = ({
  shop,
  isLive,
  tapsWaiting,
  soundIsOn,
  onShop,
  onTell,
  onWalkUp,
  onRecall,
  onSoldOut,
  onDevice,
}: {
  readonly shop: Shop | undefined;
  readonly isLive: boolean;
  readonly tapsWaiting: number;
  readonly soundIsOn: boolean;
  readonly onShop: () => void;
  readonly onTell: () => void;
  readonly onWalkUp: () => void;
  readonly onRecall: () => void;
  readonly onSoldOut: () => void;
  readonly onDevice: () => void;
}) => {
  const t = useWords();
  const timeOf = useTimeOf();
  const status = shop?.status ?? 'open';
  return (
    <header class="top">
      <Logo size={36} />
      <h1>{shop?.name ?? t('title')}</h1>
      <button type="button" class="status" data-status={status} onClick={onShop}>
        <span aria-hidden="true">{signs[status]}</span>
        <span>
          {shop === undefined
            ? '…'
            : shop.lastOrdersAt === undefined
              ? t(statusWord[status])
              : t('shopLastCall', { time: timeOf(shop.lastOrdersAt) })}
        </span>
      </button>
      <p class="line" role="status" data-live={isLive ? '' : undefined}>
        {isLive ? null : `⚠ ${t('notLive')}`}
        {tapsWaiting === 0 ? null : ` ↻ ${t('tapsWaiting', { n: tapsWaiting })}`}
      </p>
      <button type="button" class="tool" onClick={onWalkUp}>
        <span aria-hidden="true">+</span> {t('walkUp')}
      </button>
      <button type="button" class="tool" onClick={onRecall}>
        <span aria-hidden="true">↶</span> {t('recall')}
      </button>
      <button type="button" class="tool" data-on={shop?.notice === undefined ? undefined : ''} onClick={onTell}>
        <span aria-hidden="true">✉</span> {t('tell')}
      </button>
      <button type="button" class="tool" onClick={onSoldOut}>
        <span aria-hidden="true">⊘</span> {t('soldOut')}
      </button>
      <button type="button" class="tool" onClick={onDevice} aria-label={t('deviceTitle')}>
        <span aria-hidden="true">{soundIsOn ? '♪' : '♪̸'}</span> {soundIsOn ? t('sound') : t('soundOff')}
      </button>
    </header>
  );
};

/** What is to be made in all: one look, and both hands know. */
export const AllDayStrip = ({ counts }: { readonly counts: AllDay }) => {
  const t = useWords();
  if (counts.drinks.length === 0) return null;
  return (
    <section class="all-day" aria-label={t('allDay')}>
      <ul class="all-day-drinks">
        {counts.drinks.map(({ name, icon, count }) => (
          <li key={name}>
            <DrinkIcon icon={icon} size={22} />
            <span class="number">{count}</span> {name}
          </li>
        ))}
      </ul>
      {counts.modifiers.length === 0 ? null : (
        <ul class="all-day-modifiers">
          {counts.modifiers.map(({ name, count }) => (
            <li key={name}>
              <span class="number">{count}</span> {name}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
