import { Button, Choices, Dialog, Notice, TextField } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import type { Shop } from '../wire.ts';
import { useWords } from './words.ts';

const presets = ['pauseCleaning', 'pauseRefill', 'pauseBreak', 'pauseRush'] as const;
const REASON_MAX = 120;

/** What can be wished of a shop. */
export type ShopWish =
  | { readonly type: 'open' }
  | { readonly type: 'pause'; readonly reason: string }
  | { readonly type: 'close'; readonly reason: string };

/** Open, pause with a reason, close: what customers and the display read. */
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
  const [preset, setPreset] = useState<string>();
  const [own, setOwn] = useState('');
  useEffect(() => {
    setPreset(undefined);
    setOwn('');
  }, [open]);
  const chosen = presets.find((key) => key === preset);
  const reason = own.trim() !== '' ? own.trim() : chosen === undefined ? '' : t(chosen);
  const status = shop?.status ?? 'open';
  return (
    <Dialog open={open} title={t('ordersTitle')} onClose={onClose}>
      <Notice kind={status === 'open' ? 'good' : status === 'paused' ? 'warn' : 'info'} title={t(statusWord[status])}>
        {shop?.reason}
      </Notice>
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      {status === 'open' ? null : (
        <Button kind="main" wide busy={busy} onClick={() => onWish({ type: 'open' })}>
          {status === 'paused' ? t('goOn') : t('openShop')}
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
          <div class="row end">
            <Button kind="danger" busy={busy} onClick={() => onWish({ type: 'close', reason })}>
              {t('closeShop')}
            </Button>
            <Button
              kind={status === 'open' ? 'main' : 'usual'}
              busy={busy}
              disabled={reason === ''}
              onClick={() => onWish({ type: 'pause', reason })}
            >
              {t('pauseShop')}
            </Button>
          </div>
          <p class="soft">{t('stillMade')}</p>
        </>
      )}
    </Dialog>
  );
};

export const statusWord = { open: 'shopOpen', paused: 'shopPaused', closed: 'shopClosed' } as const;
