import { Button, Notice, TextField } from '@espresso/ui';
import type { PageState } from '../model/page-state.ts';
import { problemFor, problems } from '../model/problems.ts';
import { Drinks } from './drinks.tsx';
import type { Speaks } from './parts.ts';
import { ShopState } from './shop-state.tsx';

export interface FormProps extends Speaks {
  readonly state: PageState;
  /** The name of the drink that is picked, where a script knows it. */
  readonly picked?: string | undefined;
  readonly busy?: boolean;
  readonly onSubmit?: (form: HTMLFormElement) => void;
  readonly onPick?: (form: HTMLFormElement) => void;
}

/** The menu, the address, the code, one button: a whole order in one form, sent as it is where there is no script. */
export const OrderForm = ({ state, t, language, picked, busy = false, onSubmit, onPick }: FormProps) => {
  const { shop, menu, wish, code, signedIn, problem, running } = state;
  if (shop === undefined || menu === undefined) return null;
  const closed = shop.status !== 'open';
  const known = problem === undefined ? undefined : problemFor(problem);
  const needsCode = code === undefined || (known !== undefined && problems[known].needsCode);
  return (
    <form
      method="post"
      action="/order"
      class="order-form"
      onSubmit={(event) => {
        if (onSubmit === undefined) return;
        event.preventDefault();
        if (!busy) onSubmit(event.currentTarget);
      }}
      onChange={(event) => onPick?.(event.currentTarget)}
    >
      <input type="hidden" name="shop" value={shop.shopId} />
      <input type="hidden" name="key" value={state.key} />
      {running === undefined ? null : <Running t={t} language={language} orderId={running} />}
      {known === undefined || (known === 'limit-reached' && running !== undefined) ? null : (
        <Notice kind="bad" title={t(problems[known].title)}>
          <p>{t(problems[known].text)}</p>
        </Notice>
      )}
      <ShopState t={t} language={language} shop={shop} wait={state.wait} />
      <Drinks t={t} menu={menu} wish={wish} closed={closed} />
      {closed ? null : (
        <>
          <div class="card stack">
            {signedIn ? null : (
              <TextField
                key="email"
                id="email"
                name="email"
                type="email"
                label={t('email')}
                hint={t('emailHint')}
                autocomplete="email"
                inputMode="email"
                required
                maxLength={320}
                fault={known === 'email-invalid' ? t('emailFault') : undefined}
              />
            )}
            {signedIn ? null : (
              <details class="privacy">
                <summary>{t('privacyTitle')}</summary>
                <p class="soft">{t('privacyText')}</p>
              </details>
            )}
            {needsCode ? (
              <TextField
                key="code"
                id="code"
                name="code"
                label={t('code')}
                hint={t('codeHint')}
                autocomplete="off"
                autocapitalize="characters"
                required
                maxLength={40}
              />
            ) : (
              <input type="hidden" name="code" value={code} />
            )}
          </div>
          <div class="bar">
            <Button type="submit" kind="main" wide busy={busy}>
              {picked === undefined ? t('order') : t('orderDrink', { drink: picked })}
            </Button>
          </div>
        </>
      )}
    </form>
  );
};

const Running = ({ t, orderId }: Speaks & { readonly orderId: string }) => (
  <Notice kind="info" title={t('limitTitle')}>
    <p>{t('limitText')}</p>
    <p>
      <a href={`/order/${orderId}`}>{t('showOrder')}</a>
    </p>
  </Notice>
);
