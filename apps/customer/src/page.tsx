import { Button, Dialog, Notice } from '@espresso/ui';
import type { Translate } from '@espresso/ui/i18n';
import type { Key } from './messages/index.ts';
import type { PageState } from './model/page-state.ts';
import { ChooseForm } from './parts/choose-form.tsx';
import { Header } from './parts/header.tsx';
import { OrderForm } from './parts/order-form.tsx';
import { Cancel, OrderStatus } from './parts/order-status.tsx';
import type { Actions, Passing, Speaks, StatusProps } from './parts/parts.ts';
import { ProofForm } from './parts/proof-form.tsx';
import { NotFound, Shops } from './parts/shops.tsx';
import { Steps } from './parts/steps.tsx';

export interface PageProps {
  readonly state: PageState;
  readonly t: Translate<Key>;
  readonly passing?: Passing;
  readonly actions?: Actions;
}

/** The whole page, from what is known. The server and the script write the same. */
export const Page = ({ state, t, passing = {}, actions }: PageProps) => {
  const { language, shop, order } = state;
  const speaks: Speaks = { t, language };
  const { offline = false, sending = false, cancelAsked = false, forgetAsked = false, forgotten = false } = passing;
  return (
    <>
      <Header {...speaks} shop={shop} path={order === undefined ? '/order' : `/order/${order.orderId}`} />
      <main id="main">
        {offline ? (
          <div class="pinned">
            <Notice kind="warn">
              {t(sending ? 'offline' : 'offlineStatus')}
              {sending ? (
                <Button kind="plain" onClick={actions?.stop}>
                  {t('stop')}
                </Button>
              ) : null}
            </Notice>
          </div>
        ) : null}
        {forgotten ? <Notice kind="good">{t('forgotten')}</Notice> : null}
        <Body {...speaks} state={state} passing={passing} actions={actions} />
      </main>
      <div role="status" class="aside">
        {sending ? t('sending') : ''}
      </div>
      <Dialog open={cancelAsked} title={t('cancelAsk')} onClose={() => actions?.askToCancel(false)}>
        <p>{t('cancelText')}</p>
        <div class="row">
          <Button kind="danger" onClick={actions?.cancel}>
            {t('cancelYes')}
          </Button>
          <Button onClick={() => actions?.askToCancel(false)}>{t('cancelNo')}</Button>
        </div>
      </Dialog>
      <Dialog open={forgetAsked} title={t('forgetAsk')} onClose={() => actions?.askToForget(false)}>
        <p>{t('forgetText')}</p>
        <div class="row">
          <Button kind="danger" onClick={actions?.forget}>
            {t('forget')}
          </Button>
          <Button onClick={() => actions?.askToForget(false)}>{t('cancelNo')}</Button>
        </div>
      </Dialog>
    </>
  );
};

const Body = ({
  state,
  passing,
  actions,
  ...speaks
}: Speaks & { readonly state: PageState; readonly passing: Passing; readonly actions: Actions | undefined }) => {
  const { shop, menu, order, proof, problem } = state;
  const { picked, busy = false, sending = false, secondsLeft } = passing;
  if (problem === 'unknown-order') return <NotFound {...speaks} state={state} />;
  if (order !== undefined) {
    const { t } = speaks;
    const status: StatusProps = {
      ...speaks,
      order,
      shop,
      wait: state.wait,
      problem,
      menu,
      notices: state.notices,
      passing,
      ...(actions && { actions }),
    };
    return (
      <>
        {order.status === 'choosing' ? (
          <section class="stack" aria-label={t('yourOrder')}>
            <Steps t={t} status={order.status} />
            <ChooseForm
              {...speaks}
              key={order.unavailable?.drink ?? ''}
              state={state}
              order={order}
              picked={picked}
              secondsLeft={secondsLeft}
              busy={busy}
              {...(actions && { onSubmit: actions.choose, onPick: actions.pick, onMoreTime: actions.moreTime })}
            />
            <Cancel {...status} />
          </section>
        ) : (
          <OrderStatus {...status} />
        )}
        {actions === undefined ? (
          <noscript>
            <p class="soft centre">{t('noscript')}</p>
          </noscript>
        ) : null}
      </>
    );
  }
  if (shop === undefined || menu === undefined) return <Shops {...speaks} state={state} />;
  if (proof !== undefined)
    return (
      <ProofForm
        {...speaks}
        state={state}
        busy={busy || sending}
        {...(actions && { onSubmit: actions.prove, onAgain: actions.proveAgain })}
      />
    );
  return (
    <>
      <OrderForm
        {...speaks}
        state={state}
        picked={picked}
        busy={busy || sending}
        {...(actions && { onSubmit: actions.order, onPick: actions.pick })}
      />
      {state.signedIn && actions !== undefined ? (
        <p class="centre">
          <a href="/order/my-data" download>
            {speaks.t('myData')}
          </a>
          <Button kind="plain" onClick={() => actions.askToForget(true)}>
            {speaks.t('forget')}
          </Button>
        </p>
      ) : null}
    </>
  );
};
