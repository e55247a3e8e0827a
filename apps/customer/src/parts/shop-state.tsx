import { Notice } from '@espresso/ui';
import { waitAt, type Shop, type Wait } from '../model/shapes.ts';
import type { Speaks } from './parts.ts';

/** Whether orders are taken, and if so, how long one waits. */
export const ShopState = ({
  t,
  language,
  shop,
  wait,
}: Speaks & { readonly shop: Shop; readonly wait: Wait | undefined }) => {
  const time = (at: string) => new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(Date.parse(at));
  if (shop.status !== 'open')
    return (
      <>
        <Notice kind="warn" title={t(shop.status)}>
          <p>{t(`${shop.status}Text`)}</p>
          {shop.reason === '' ? null : <p>{t('because', { reason: shop.reason })}</p>}
          {shop.opensAt === undefined ? null : <p>{t('opensAt', { time: time(shop.opensAt) })}</p>}
        </Notice>
        <FromTheBar t={t} shop={shop} />
      </>
    );
  return (
    <>
      <FromTheBar t={t} shop={shop} />
      {shop.lastOrdersAt === undefined ? null : (
        <Notice kind="warn" title={t('lastOrders', { time: time(shop.lastOrdersAt) })} />
      )}
      <WaitTime t={t} wait={wait} />
    </>
  );
};

/** What the bar tells everybody who waits. */
export const FromTheBar = ({ t, shop }: Pick<Speaks, 't'> & { readonly shop: Shop | undefined }) =>
  shop?.notice === undefined ? null : (
    <Notice kind="info" title={t('fromTheBar')}>
      <p>{shop.notice.text}</p>
    </Notice>
  );

/** How long most people wait; nothing where nobody can say. */
export const WaitTime = ({ t, wait }: Pick<Speaks, 't'> & { readonly wait: Wait | undefined }) =>
  wait?.from === undefined || wait.to === undefined ? null : (
    <p class="wait" role="status">
      <span aria-hidden="true">◔ </span>
      {wait.to <= 1 ? t('waitOne') : t('wait', { from: wait.from, to: wait.to })}
      <Kept t={t} wait={wait} />
    </p>
  );

/** How long somebody in the queue still waits, as the bar works right now. */
export const WaitFor = ({
  t,
  wait,
  ahead,
}: Pick<Speaks, 't'> & { readonly wait: Wait | undefined; readonly ahead: number }) => {
  const mine = wait && waitAt(ahead, wait);
  return mine === undefined ? null : (
    <p class="wait" role="status">
      <span aria-hidden="true">◔ </span>
      {mine.to <= 1 ? t('waitMineSoon') : t('waitMine', { from: mine.from, to: mine.to })}
      <Kept t={t} wait={wait} />
    </p>
  );
};

/** Fewer say nothing about whether we can be believed. */
const KEPT_MIN = 5;

const Kept = ({ t, wait }: Pick<Speaks, 't'> & { readonly wait: Wait | undefined }) =>
  wait?.kept === undefined || wait.kept.of < KEPT_MIN ? null : (
    <small class="kept">{t('kept', { n: wait.kept.kept, of: wait.kept.of })}</small>
  );
