import { Button, Notice } from '@espresso/ui';
import type { PageState } from '../model/page-state.ts';
import type { Order } from '../model/shapes.ts';
import { Drinks } from './drinks.tsx';
import type { FormProps } from './order-form.tsx';

/** A place is kept, and a drink is still wanted: for the first time, or again because something ran out. */
export const ChooseForm = ({
  state,
  order,
  t,
  language,
  picked,
  secondsLeft,
  busy = false,
  onSubmit,
  onPick,
  onMoreTime,
}: FormProps & {
  readonly state: PageState;
  readonly order: Order;
  readonly secondsLeft?: number | undefined;
  readonly onMoreTime?: () => void;
}) => {
  const { menu, wish } = state;
  if (menu === undefined || order.chooseBy === undefined) return null;
  const until = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(order.chooseBy));
  const isSoon = secondsLeft !== undefined && secondsLeft < 60;
  return (
    <form
      method="post"
      action={`/order/${order.orderId}`}
      class="order-form"
      onSubmit={(event) => {
        if (onSubmit === undefined) return;
        event.preventDefault();
        if (!busy) onSubmit(event.currentTarget);
      }}
      onChange={(event) => onPick?.(event.currentTarget)}
    >
      <input type="hidden" name="do" value="choose" />
      <input type="hidden" name="key" value={state.key} />
      {order.unavailable === undefined ? null : (
        <Notice kind="bad" title={t('outTitle', { ingredient: order.unavailable.ingredient })}>
          <p>{t('outText', { drink: order.unavailable.drink })}</p>
        </Notice>
      )}
      {state.problem === 'drink-unavailable' ? <Notice kind="bad">{t('refusedDrink')}</Notice> : null}
      {/* The time itself changes too often to be read aloud; the warning is not. */}
      <p class="until" data-soon={isSoon ? '' : undefined}>
        <span class="number clock" aria-hidden="true">
          {secondsLeft === undefined ? '' : clockOf(secondsLeft)}
        </span>
        <span>{t('choosingText', { time: until })}</span>
        <span role="alert">{isSoon ? ` ${t('choosingSoon')}` : ''}</span>
        {onMoreTime === undefined || !isSoon ? null : <Button onClick={onMoreTime}>{t('moreTime')}</Button>}
        {onMoreTime === undefined ? (
          <noscript>
            <button class="button" type="submit" name="do" value="more-time" formNoValidate>
              {t('moreTime')}
            </button>
          </noscript>
        ) : null}
      </p>
      <Drinks t={t} menu={menu} wish={wish} closed={false} />
      <div class="bar">
        <Button type="submit" kind="main" wide busy={busy}>
          {picked === undefined ? t('order') : t('orderDrink', { drink: picked })}
        </Button>
      </div>
    </form>
  );
};

/** Seconds as a clock shows them: `4:05`. */
export const clockOf = (seconds: number): string => {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};
