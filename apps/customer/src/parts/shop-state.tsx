import { Notice } from '@espresso/ui';
import type { Shop, Wait } from '../model/shapes.ts';
import type { Speaks } from './parts.ts';

/** Whether orders are taken, and if so, how long one waits. */
export const ShopState = ({ t, shop, wait }: Speaks & { readonly shop: Shop; readonly wait: Wait | undefined }) => {
  if (shop.status !== 'open')
    return (
      <Notice kind="warn" title={t(shop.status)}>
        <p>{t(shop.status === 'closed' ? 'closedText' : 'pausedText')}</p>
        {shop.reason === '' ? null : <p>{t('because', { reason: shop.reason })}</p>}
      </Notice>
    );
  return <WaitTime t={t} wait={wait} />;
};

/** How long most people wait; nothing where nobody can say. */
export const WaitTime = ({ t, wait }: Pick<Speaks, 't'> & { readonly wait: Wait | undefined }) =>
  wait?.from === undefined || wait.to === undefined ? null : (
    <p class="wait" role="status">
      <span aria-hidden="true">◔ </span>
      {wait.to <= 1 ? t('waitOne') : t('wait', { from: wait.from, to: wait.to })}
    </p>
  );
