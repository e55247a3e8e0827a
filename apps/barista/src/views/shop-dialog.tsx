import { Button, Choices, Dialog, Notice, TextField } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import type { Shop } from '../wire.ts';
import { useTimeOf, useWords } from './words.ts';

const presets = ['pauseCleaning', 'pauseRefill', 'pauseBreak', 'pauseRush'] as const;
const REASON_MAX = 120;
/** How long a pause may be, in minutes; none is until somebody opens. */
const PAUSES = [5, 10, 15, 30] as const;
const LAST_CALLS = [0, 5, 10, 15] as const;

/** What can be wished of a shop: the path of its command, and what it says. */
export type ShopWish =
  | { readonly type: 'open' }
  | { readonly type: 'pause'; readonly reason: string; readonly minutes?: number }
  | { readonly type: 'close'; readonly reason: string }
  | { readonly type: 'last-call'; readonly minutes: number };

/** Open, pause with a reason and a timer, last call, close: what customers and the display read. */
export const ShopDialog = ({
  open,
  shop,
  busy,
  fault,
  onClose,
  onWish,
}: {
  readonly open: boolean;
  readonly shop: Shop | undefined;
  readonly busy: boolean;
  readonly fault: string | undefined;
  readonly onClose: () => void;
  readonly onWish: (wish: ShopWish) => void;
}) => {
  const t = useWords();
  const timeOf = useTimeOf();
  const [preset, setPreset] = useState<string>();
  const [own, setOwn] = useState('');
  const [length, setLength] = useState('10');
  useEffect(() => {
    setPreset(undefined);
    setOwn('');
    setLength('10');
  }, [open]);
  const chosen = presets.find((key) => key === preset);
  const reason = own.trim() !== '' ? own.trim() : chosen === undefined ? '' : t(chosen);
  const status = shop?.status ?? 'open';
  const isLastCall = shop?.lastOrdersAt !== undefined;
  const says = [
    shop?.reason ?? '',
    shop?.opensAt === undefined ? '' : t('goesOnAt', { time: timeOf(shop.opensAt) }),
    status === 'draining' ? t('finishing') : '',
  ].filter((sentence) => sentence !== '');
  return (
    <Dialog open={open} title={t('ordersTitle')} onClose={onClose}>
      <Notice
        kind={status === 'open' && !isLastCall ? 'good' : status === 'closed' ? 'info' : 'warn'}
        title={
          shop?.lastOrdersAt === undefined
            ? t(statusWord[status])
            : t('shopLastCall', { time: timeOf(shop.lastOrdersAt) })
        }
      >
        {says.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      {status === 'open' && !isLastCall ? null : (
        <Button kind="main" wide busy={busy} onClick={() => onWish({ type: 'open' })}>
          {status === 'closed' ? t('openShop') : t('goOn')}
        </Button>
      )}
      {status === 'closed' ? null : (
        <>
          <Choices
            name="pause-reason"
            legend={t('pauseWhy')}
            from={presets.map((id) => ({ id, label: t(id) }))}
            chosen={own.trim() === '' && preset !== undefined ? [preset] : []}
            onChange={([id]) => {
              setPreset(id);
              setOwn('');
            }}
          />
          <TextField
            id="own-pause"
            name="own-pause"
            label={t('ownWords')}
            hint={t('everybodyReads')}
            maxLength={REASON_MAX}
            value={own}
            onInput={setOwn}
          />
          <Choices
            name="pause-length"
            legend={t('howLong')}
            from={[
              ...PAUSES.map((minutes) => ({ id: String(minutes), label: t('minutes', { n: minutes }) })),
              { id: 'open', label: t('untilOpened') },
            ]}
            chosen={[length]}
            onChange={([id]) => setLength(id ?? 'open')}
          />
          <div class="row end">
            <Button kind="danger" busy={busy} onClick={() => onWish({ type: 'close', reason })}>
              {t('closeShop')}
            </Button>
            <Button
              kind={status === 'open' ? 'main' : 'usual'}
              busy={busy}
              disabled={reason === ''}
              onClick={() => onWish({ type: 'pause', reason, ...(length !== 'open' && { minutes: Number(length) }) })}
            >
              {t('pauseShop')}
            </Button>
          </div>
          <p class="soft">{t('stillMade')}</p>
        </>
      )}
      {status === 'closed' || status === 'draining' ? null : (
        <fieldset class="last-call">
          <legend>{t('lastCallTitle')}</legend>
          <p class="soft">{t('lastCallHow')}</p>
          <div class="row">
            {LAST_CALLS.map((minutes) => (
              <Button key={minutes} busy={busy} onClick={() => onWish({ type: 'last-call', minutes })}>
                {minutes === 0 ? t('lastNow') : t('minutes', { n: minutes })}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
    </Dialog>
  );
};

export const statusWord = {
  open: 'shopOpen',
  paused: 'shopPaused',
  closed: 'shopClosed',
  draining: 'shopDraining',
} as const;
