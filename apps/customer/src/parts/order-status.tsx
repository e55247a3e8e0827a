import { Button, ButtonLink, DrinkIcon, Notice } from '@espresso/ui';
import type { Key } from '../messages/index.ts';
import { drinkInWords } from '../model/in-words.ts';
import { hasEnded, type Menu, type Order } from '../model/shapes.ts';
import type { StatusProps } from './parts.ts';
import { TellMe } from './tell-me.tsx';
import { FromTheBar, WaitFor } from './shop-state.tsx';
import { Steps } from './steps.tsx';

/** How the order stands, as big as it is important. */
export const OrderStatus = (props: StatusProps) => {
  const { t, order, shop, menu, wait, problem, passing, actions } = props;
  const { title, text, mood } = told(props);
  return (
    <section class="status stack" data-mood={mood} aria-labelledby="status-title">
      <Steps t={t} status={order.status} />
      {hasEnded(order) ? null : <FromTheBar t={t} shop={shop} />}
      {passing.ringing === true ? <div class="flash" aria-hidden="true" /> : null}
      <div class="hero" role={order.status === 'ready' ? 'alert' : 'status'}>
        {order.orderNumber === undefined ? null : (
          <p class="number big">
            <span class="aside">{t('number', { number: String(order.orderNumber) })}</span>
            <span aria-hidden="true">#{order.orderNumber}</span>
          </p>
        )}
        <h1 id="status-title">{title}</h1>
        {text.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {order.status === 'queued' && order.ahead !== undefined ? (
          <WaitFor t={t} wait={wait} ahead={order.ahead} />
        ) : null}
      </div>
      {problem === 'being-made' ? <Notice kind="warn">{t('tooLateToCancel')}</Notice> : null}
      {order.drink === undefined ? null : <Had drink={order.drink} menu={menu} />}
      {order.status === 'ready' && passing.ringing === true ? (
        <Button kind="main" wide onClick={actions?.seen}>
          {t('seen')}
        </Button>
      ) : null}
      <TellMe {...props} />
      {hasEnded(order) ? (
        <>
          <ButtonLink kind="main" wide href={`/order?shop=${shop?.shopId ?? order.shopId}`}>
            {t('again')}
          </ButtonLink>
          <p class="soft centre">{t('againText')}</p>
        </>
      ) : null}
      <Cancel {...props} />
      <p class="centre">
        <a href={`/orders/${order.orderId}/journey`}>{t('journey')}</a>
      </p>
    </section>
  );
};

const Had = ({ drink, menu }: { readonly drink: NonNullable<Order['drink']>; readonly menu: Menu | undefined }) => {
  const { name, size, picked } = drinkInWords(drink, menu);
  return (
    <div class="card had">
      <DrinkIcon icon={drink.icon} size={56} />
      <div>
        <strong lang={name.lang}>{name.name}</strong>
        {size === undefined ? null : <span lang={size.lang}> · {size.name}</span>}
        <p class="soft">
          {picked.map((one, at) => (
            <span key={one.name} lang={one.lang}>
              {at === 0 ? '' : ', '}
              {one.name}
            </span>
          ))}
        </p>
      </div>
    </div>
  );
};

const CANCELLABLE = new Set(['placed', 'choosing', 'submitted', 'queued']);

/** The way out, while there is one: a question first where there is a script, a form behind a fold where there is none. */
export const Cancel = ({ t, order, actions }: StatusProps) => {
  if (!CANCELLABLE.has(order.status)) return null;
  if (actions !== undefined)
    return (
      <Button kind="plain" wide onClick={() => actions.askToCancel(true)}>
        {t('cancel')}
      </Button>
    );
  return (
    <details class="centre">
      <summary class="button" data-kind="plain">
        {t('cancel')}
      </summary>
      <form method="post" action={`/order/${order.orderId}`}>
        <input type="hidden" name="do" value="cancel" />
        <p>{t('cancelText')}</p>
        <button class="button" data-kind="danger" type="submit">
          {t('cancelYes')}
        </button>
      </form>
    </details>
  );
};

/** What a shop says that says nothing of its own: then the reader's language has a word for it. */
const USUAL_PLACE = 'the counter';

interface Told {
  readonly title: string;
  readonly text: readonly string[];
  readonly mood: 'wait' | 'make' | 'ready' | 'bad' | 'done';
}

/** What is so and what to do next, for every state an order can be in. */
const told = ({ t, order, shop }: StatusProps): Told => {
  const { status, maker, ahead, reason, by, waitedFor } = order;
  const because = reason === undefined || reason === '' ? [] : [t('because', { reason })];
  const say = (mood: Told['mood'], title: Key, ...text: readonly string[]): Told => ({ title: t(title), text, mood });
  switch (status) {
    case 'placed':
      return say('wait', 'received', t('receivedText'));
    case 'choosing':
      return say('wait', 'choosingTitle');
    case 'submitted':
      return say('wait', 'received', t('submitted'));
    case 'queued':
      return say(
        'wait',
        'queuedTitle',
        ...(ahead === undefined ? [] : [ahead === 0 ? t('aheadNone') : t('ahead', { n: ahead })]),
      );
    case 'making':
      return say('make', 'makingTitle', maker === undefined ? t('makingPlain') : t('making', { name: maker }));
    case 'ready':
      return say(
        'ready',
        'readyTitle',
        ...(shop === undefined
          ? []
          : [t('ready', { place: shop.pickupLocation === USUAL_PLACE ? t('theCounter') : shop.pickupLocation })]),
      );
    case 'collected':
      return say('done', 'collectedTitle', t('collected'));
    case 'cancelling':
      return say('wait', 'cancelling');
    case 'refused':
      return say('bad', refusedTitle(reason), t('refusedText'));
    case 'cancelled':
      return by === 'barista'
        ? say('bad', 'cancelledTitle', t('cancelledByBar'), ...because)
        : say('done', 'cancelledTitle', t('cancelledByYou'));
    case 'timed-out':
      return say('bad', 'timedOutTitle', t(waitedFor === 'barista' ? 'timedOutBar' : 'timedOutYou'));
    case 'failed':
      return say('bad', 'failedTitle', t('failedText'));
  }
};

const refusedTitle = (reason: string | undefined): Key =>
  reason === 'closed' || reason === 'paused' || reason === 'draining' ? refused[reason] : 'refusedFull';
const refused = { closed: 'refusedClosed', paused: 'refusedPaused', draining: 'refusedDraining' } as const;
