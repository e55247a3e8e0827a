import { Button, Card, Dialog, Notice, TextField } from '@espresso/ui';
import { useState } from 'preact/hooks';
import { command, type Desk } from '../store/desk.ts';
import { shop as shopReply } from '../wire.ts';
import { useWords } from './words.ts';

export const statusWord = {
  open: 'shopOpen',
  paused: 'shopPaused',
  closed: 'shopClosed',
  draining: 'shopDraining',
} as const;
/** A shape for each state: colour only underlines it. */
export const statusSign = { open: '●', paused: '❚❚', closed: '■', draining: '◐' } as const;

const REASON_MAX = 120;

/** Whether the shop takes orders, and the switch for it. */
export const ShopState = ({ desk }: { readonly desk: Desk }) => {
  const t = useWords();
  const { shop } = desk;
  const [asked, setAsked] = useState<'pause' | 'close'>();
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  const wish = async (what: 'open' | 'pause' | 'close'): Promise<void> => {
    setBusy(true);
    const body = what === 'open' ? {} : { reason: reason.trim() };
    const outcome = await command(desk, 'POST', `/api/shops/${shop.shopId}/${what}`, body, shopReply);
    setBusy(false);
    setFault(outcome.ok ? undefined : (outcome.detail ?? t('notReached')));
    if (!outcome.ok) return;
    setAsked(undefined);
    setReason('');
    desk.reload();
  };
  const isPause = asked === 'pause';
  return (
    <Card label={t('takesOrders')}>
      <div class="state-card">
        <span class="state-sign" data-status={shop.status} aria-hidden="true">
          {statusSign[shop.status]}
        </span>
        <div>
          <h2>{t(statusSentence[shop.status], { name: shop.name })}</h2>
          {shop.reason === '' ? null : <p class="soft">{shop.reason}</p>}
        </div>
        <div class="row">
          {shop.status === 'open' ? null : (
            <Button kind="main" busy={isBusy} onClick={() => void wish('open')}>
              {shop.status === 'paused' ? t('goOn') : t('openShop')}
            </Button>
          )}
          {shop.status === 'open' ? <Button onClick={() => setAsked('pause')}>{t('pauseShop')}</Button> : null}
          {shop.status === 'closed' ? null : (
            <Button kind="danger" onClick={() => setAsked('close')}>
              {t('closeShop')}
            </Button>
          )}
        </div>
      </div>
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      <Dialog
        open={asked !== undefined}
        title={isPause ? t('pauseTitle') : t('closeTitle')}
        onClose={() => setAsked(undefined)}
      >
        <p>{isPause ? t('pauseMeaning') : t('closeMeaning')}</p>
        <TextField
          id="reason"
          name="reason"
          label={t('reason')}
          hint={isPause ? t('reasonHint') : t('reasonHintClose')}
          maxLength={REASON_MAX}
          value={reason}
          onInput={setReason}
        />
        <div class="row end">
          <Button kind="quiet" onClick={() => setAsked(undefined)}>
            {t('never')}
          </Button>
          <Button
            kind={isPause ? 'main' : 'danger'}
            busy={isBusy}
            disabled={isPause && reason.trim() === ''}
            onClick={() => void wish(isPause ? 'pause' : 'close')}
          >
            {isPause ? t('pauseShop') : t('closeShop')}
          </Button>
        </div>
      </Dialog>
    </Card>
  );
};

const statusSentence = {
  open: 'isOpen',
  paused: 'isPaused',
  closed: 'isClosed',
  draining: 'isDraining',
} as const;
