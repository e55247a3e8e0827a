import { unreachable, type JsonObject } from '@espresso/kernel';
import { Button, Card, Dialog, Notice, TextField } from '@espresso/ui';
import { useState } from 'preact/hooks';
import { command, type Desk } from '../store/desk.ts';
import { shop as shopReply } from '../wire.ts';
import type { Key } from '../words/index.ts';
import { Select } from './parts.tsx';
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

/** What the desk can do with its doors. */
type Wish = 'open' | 'pause' | 'close' | 'last-call';
type Asked = Exclude<Wish, 'open'>;

/** How long until it happens, in minutes. */
const lengths = ['5', '10', '15', '30', '60'] as const;
type Length = (typeof lengths)[number] | '';

/** Whether the shop takes orders, and the switch for it. */
export const ShopState = ({ desk }: { readonly desk: Desk }) => {
  const t = useWords();
  const { shop } = desk;
  const [asked, setAsked] = useState<Asked>();
  const [reason, setReason] = useState('');
  const [length, setLength] = useState<Length>('');
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  const ask = (what: Asked): void => {
    setReason('');
    setLength('');
    setAsked(what);
  };
  const wish = async (what: Wish): Promise<void> => {
    setBusy(true);
    const body = bodyOf(what, reason.trim(), length);
    const outcome = await command(desk, 'POST', `/api/shops/${shop.shopId}/${what}`, body, shopReply);
    setBusy(false);
    setFault(outcome.ok ? undefined : (outcome.detail ?? t('notReached')));
    if (!outcome.ok) return;
    setAsked(undefined);
    desk.reload();
  };
  const time = new Intl.DateTimeFormat(desk.language.value, { timeStyle: 'short' });
  const at = (instant: string) => ({ time: time.format(Date.parse(instant)) });
  const wasLastCall = shop.lastOrdersAt !== undefined;
  return (
    <Card label={t('takesOrders')}>
      <div class="state-card">
        <span class="state-sign" data-status={shop.status} aria-hidden="true">
          {statusSign[shop.status]}
        </span>
        <div>
          <h2>{t(statusSentence[shop.status], { name: shop.name })}</h2>
          {shop.reason === '' ? null : <p class="soft">{shop.reason}</p>}
          {shop.lastOrdersAt === undefined ? null : <p>{t('shopLastCall', at(shop.lastOrdersAt))}</p>}
          {shop.opensAt === undefined ? null : <p>{t('goesOnAt', at(shop.opensAt))}</p>}
        </div>
        <div class="row">
          {shop.status === 'open' && !wasLastCall ? null : (
            <Button kind="main" busy={isBusy} onClick={() => void wish('open')}>
              {shop.status === 'closed' ? t('openShop') : t('goOn')}
            </Button>
          )}
          {shop.status === 'open' ? <Button onClick={() => ask('pause')}>{t('pauseShop')}</Button> : null}
          {shop.status === 'open' && !wasLastCall ? (
            <Button onClick={() => ask('last-call')}>{t('lastCallTitle')}</Button>
          ) : null}
          {shop.status === 'closed' ? null : (
            <Button kind="danger" onClick={() => ask('close')}>
              {t('closeShop')}
            </Button>
          )}
        </div>
      </div>
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      <Dialog
        open={asked !== undefined}
        title={asked === undefined ? '' : t(dialogs[asked].title)}
        onClose={() => setAsked(undefined)}
      >
        {asked === undefined ? null : (
          <>
            <p>{t(dialogs[asked].meaning)}</p>
            {asked === 'last-call' ? null : (
              <TextField
                id="reason"
                name="reason"
                label={t('reason')}
                hint={asked === 'pause' ? t('reasonHint') : t('reasonHintClose')}
                maxLength={REASON_MAX}
                value={reason}
                onInput={setReason}
              />
            )}
            {asked === 'close' ? null : (
              <Select<Length>
                id="length"
                label={t('howLong')}
                from={[
                  { id: '', label: asked === 'pause' ? t('untilOpened') : t('lastNow') },
                  ...lengths.map((id) => ({ id, label: t('minutes', { n: Number(id) }) })),
                ]}
                chosen={length}
                onChange={setLength}
              />
            )}
            <div class="row end">
              <Button kind="quiet" onClick={() => setAsked(undefined)}>
                {t('never')}
              </Button>
              <Button
                kind={asked === 'close' ? 'danger' : 'main'}
                busy={isBusy}
                disabled={asked === 'pause' && reason.trim() === ''}
                onClick={() => void wish(asked)}
              >
                {t(dialogs[asked].button)}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </Card>
  );
};

const dialogs = {
  pause: { title: 'pauseTitle', meaning: 'pauseMeaning', button: 'pauseShop' },
  close: { title: 'closeTitle', meaning: 'closeMeaning', button: 'closeShop' },
  'last-call': { title: 'lastCallTitle', meaning: 'lastCallHow', button: 'lastCallTitle' },
} as const satisfies Record<Asked, { title: Key; meaning: Key; button: Key }>;

const bodyOf = (what: Wish, reason: string, length: Length): JsonObject => {
  switch (what) {
    case 'open':
      return {};
    case 'close':
      return { reason };
    case 'pause':
      return { reason, ...(length !== '' && { minutes: Number(length) }) };
    case 'last-call':
      return { minutes: Number(length) };
    default:
      return unreachable(what);
  }
};

const statusSentence = {
  open: 'isOpen',
  paused: 'isPaused',
  closed: 'isClosed',
  draining: 'isDraining',
} as const;
