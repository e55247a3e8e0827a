import { Toasts, type Toast } from '@espresso/ui';
import type { Api } from '@espresso/ui/api';
import type { Language } from '@espresso/ui/i18n';
import type { Chime } from '@espresso/ui/live';
import type { Ids, JsonObject } from '@espresso/kernel';
import type { Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { alikeGroups } from '../model/alike.ts';
import { allDay } from '../model/counts.ts';
import { columns, meaningOf, start, within, type Column, type Tool } from '../model/keys.ts';
import { isHeld, type Command, type Shown, type Tap } from '../model/taps.ts';
import { inOrder, type Ticket } from '../model/ticket.ts';
import type { BarStore } from '../store/bar.ts';
import { anything } from '../wire.ts';
import { remindAll, takeAtCounter } from '../store/at-counter.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { DeviceDialog } from './device-dialog.tsx';
import { RecallDialog } from './recall-dialog.tsx';
import { SaidAloud } from './said.tsx';
import { ShopDialog, type ShopWish } from './shop-dialog.tsx';
import { SoldOutDialog } from './sold-out-dialog.tsx';
import { TellDialog } from './tell-dialog.tsx';
import { TicketCard, type TicketActions } from './ticket-card.tsx';
import { AllDayStrip, TopBar } from './top-bar.tsx';
import { WalkUpDialog } from './walk-up-dialog.tsx';
import { useWords } from './words.ts';

/** What can be undone, for as long as its toast is there. */
interface Undoable {
  readonly tap: Tap;
  readonly untilMs: number;
}

const CLAIM_TOAST_MS = 5_000;
/** From so many tickets on, each takes less room: ten are read without scrolling. */
const DENSE_FROM = 6;
const nextCommand = { queued: 'claim', making: 'complete', ready: 'collect' } as const;
const titles = { queued: 'toMake', making: 'beingMade', ready: 'readyColumn' } as const;
const nothings = { queued: 'nothingToMake', making: 'nothingBeingMade', ready: 'nothingReady' } as const;
const toastWord = {
  claim: 'youMake',
  release: 'givenBack',
  complete: 'isReady',
  collect: 'wasCollected',
  cancel: 'wasCancelled',
  rush: 'isFirst',
  unrush: 'isBackInLine',
  recall: 'isRecalled',
} as const satisfies Record<Command['type'], string>;

/** The screen of a bar: what to make, what is being made, what stands on the counter. */
export const Bar = ({
  bar,
  api,
  ids,
  chime,
  volume,
  language,
  onLanguage,
  onSignOut,
}: {
  readonly bar: BarStore;
  readonly api: Api;
  readonly ids: Ids;
  readonly chime: Chime;
  readonly volume: Signal<number>;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
}) => {
  const t = useWords();
  const [dialog, setDialog] = useState<Tool | 'tell' | 'device'>();
  const [cancelling, setCancelling] = useState<Ticket>();
  const [undoables, setUndoables] = useState<readonly Undoable[]>([]);
  const [pointing, setPointing] = useState(start);
  const [usesKeys, setUsesKeys] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [shopFault, setShopFault] = useState<string>();

  const nowMs = bar.nowMs.value;
  const tickets = bar.tickets.value;
  const byColumn = columnsOf(tickets);
  const lengths = {
    queued: byColumn.queued.length,
    making: byColumn.making.length,
    ready: byColumn.ready.length,
  };
  const at = within(pointing, lengths);
  const alive = undoables.filter(({ tap, untilMs }) =>
    tap.command.type === 'rush'
      ? nowMs < untilMs
      : tap.command.type === 'claim'
        ? nowMs < untilMs && isMine(tickets, tap, bar.me.baristaId)
        : isStillHeld(bar, tap, nowMs),
  );

  const tap = (ticket: Pick<Ticket, 'orderId' | 'orderNumber'>, command: Command): void => {
    const made = bar.outbox.tap(ticket, command);
    if (command.type !== 'release' && command.type !== 'unrush')
      setUndoables([...alive.slice(-2), { tap: made, untilMs: bar.nowMs.peek() + CLAIM_TOAST_MS }]);
  };
  const undo = ({ tap: last }: Undoable): void => {
    setUndoables(alive.filter((one) => one.tap.key !== last.key));
    if (last.command.type === 'claim') bar.outbox.tap(last, { type: 'release' });
    else if (last.command.type === 'rush') bar.outbox.tap(last, { type: 'unrush' });
    else bar.outbox.forget(last.key);
  };
  const actions: TicketActions = {
    step: (ticket) => {
      if (ticket.status === 'making' && ticket.maker?.baristaId !== bar.me.baristaId) return;
      tap(ticket, { type: nextCommand[ticket.status] });
    },
    giveBack: (ticket) => tap(ticket, { type: 'release' }),
    rush: (ticket) => tap(ticket, { type: ticket.rushedMs === undefined ? 'rush' : 'unrush' }),
    cancel: setCancelling,
    makeTogether: (together) => {
      for (const ticket of together) tap(ticket, { type: 'claim' });
    },
  };

  const wish = async (wanted: ShopWish): Promise<void> => {
    const { type, ...body } = wanted;
    await ask(type, body);
  };
  const ask = async (part: string, body: JsonObject | undefined, method: 'POST' | 'PUT' | 'DELETE' = 'POST') => {
    setBusy(true);
    const path = `/api/shops/${bar.shopId}/${part}`;
    const outcome = await api.command(path, body, anything, { key: ids.next(), method, triesMax: 4 });
    setBusy(false);
    setShopFault(outcome.ok ? undefined : (outcome.detail ?? t('notReached')));
    bar.refreshShop();
    if (outcome.ok) setDialog(undefined);
  };

  const walkUp = async (choice: JsonObject, drink: string): Promise<void> => {
    setBusy(true);
    const answer = await takeAtCounter(api, ids, bar.shopId, choice);
    setBusy(false);
    if (answer.type === 'taken') {
      setDialog(undefined);
      setShopFault(undefined);
      bar.say({ type: 'told', isBad: false, sentence: t('walkUpTaken', { drink }) });
    } else if (answer.type === 'refused') setShopFault(answer.detail ?? t('notReached'));
    else setShopFault(t(answer.type === 'full' ? 'walkUpFull' : 'walkUpClosed'));
  };
  const remind = async (): Promise<void> => {
    const told = await remindAll(api, ids, bar.shopId);
    const sentence =
      typeof told === 'number'
        ? t('remindedN', { n: told })
        : told === 'just-told'
          ? t('toldAlready')
          : t('notReached');
    bar.say({ type: 'told', isBad: told === undefined, sentence });
  };
  useEffect(() => {
    setShopFault(undefined);
  }, [dialog]);

  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog !== undefined || cancelling !== undefined) return;
    const isOnControl = event.target instanceof Element && event.target.closest('button, input, select, a') !== null;
    // Enter on a button that has the focus is that button's.
    if (isOnControl && (event.key === 'Enter' || event.key === ' ')) return;
    const meaning = meaningOf(event.key, at, lengths);
    if (meaning === undefined) return;
    event.preventDefault();
    setUsesKeys(true);
    bar.look();
    switch (meaning.type) {
      case 'point': {
        setPointing(meaning.at);
        return;
      }
      case 'undo': {
        const last = alive.at(-1);
        if (last !== undefined) undo(last);
        return;
      }
      case 'tool': {
        setDialog(meaning.tool);
        return;
      }
      case 'step':
      case 'rush':
      case 'cancel': {
        setPointing(meaning.at);
        const ticket = byColumn[meaning.at.column][meaning.at.place]?.ticket;
        if (ticket !== undefined) actions[meaning.type](ticket);
      }
    }
  };
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => latest.current(event);
    const touch = (): void => {
      chime.unlock();
      bar.look();
    };
    globalThis.addEventListener('keydown', listen);
    globalThis.addEventListener('pointerdown', touch);
    return () => {
      globalThis.removeEventListener('keydown', listen);
      globalThis.removeEventListener('pointerdown', touch);
    };
  }, [bar, chime]);

  const toasts: readonly Toast[] = alive.map((one) => ({
    id: one.tap.key,
    text: t(toastWord[one.tap.command.type], { number: String(one.tap.orderNumber) }),
    action: {
      label: one.tap.command.type === 'claim' ? t('giveBack') : t('undo'),
      run: () => undo(one),
    },
  }));
  const alike = alikeGroups(byColumn.queued.map(({ ticket }) => ticket));
  const usual = bar.usual.value;

  return (
    <div class="bar" data-keys={usesKeys ? '' : undefined}>
      <TopBar
        shop={bar.shop.value}
        isLive={bar.isLive.value || !bar.isLoaded.value}
        tapsWaiting={bar.outbox.isStuck.value ? bar.outbox.taps.value.length : 0}
        soundIsOn={volume.value > 0}
        onShop={() => setDialog('shop')}
        onTell={() => setDialog('tell')}
        onWalkUp={() => setDialog('walk-up')}
        onRecall={() => setDialog('recall')}
        onSoldOut={() => setDialog('sold-out')}
        onDevice={() => setDialog('device')}
      />
      <AllDayStrip
        counts={allDay(
          tickets.map(({ ticket }) => ticket),
          usual,
        )}
      />
      <SaidAloud
        said={bar.said.value}
        onSeen={(id) => {
          bar.said.value = bar.said.peek().filter((one) => one.id !== id);
        }}
      />
      <main class="columns">
        {columns.map((column) => (
          <section
            key={column}
            class="column"
            data-column={column}
            aria-labelledby={`title-${column}`}
            data-dense={lengths[column] > DENSE_FROM ? '' : undefined}
          >
            <h2 id={`title-${column}`}>
              {t(titles[column])} <span class="number">{lengths[column]}</span>
              {column === 'queued' && bar.unseen.value > 0 ? (
                <span class="unseen">{t('newOrders', { n: bar.unseen.value })}</span>
              ) : null}
              {column === 'ready' && lengths.ready > 0 ? (
                <button type="button" class="side remind" aria-label={t('remindAll')} onClick={() => void remind()}>
                  <span aria-hidden="true">♪</span> {t('remind')}
                </button>
              ) : null}
            </h2>
            {bar.isLoaded.value && lengths[column] === 0 ? <p class="nothing">{t(nothings[column])}</p> : null}
            <ol class="tickets">
              {byColumn[column].map((shown, place) => (
                <TicketCard
                  key={shown.ticket.orderId}
                  shown={shown}
                  me={bar.me}
                  usual={usual}
                  nowMs={nowMs}
                  alike={alike.get(shown.ticket.orderId) ?? []}
                  bumpKey={usesKeys && column === at.column && place < 9 ? String(place + 1) : undefined}
                  isPointedAt={usesKeys && column === at.column && place === at.place}
                  actions={actions}
                />
              ))}
            </ol>
          </section>
        ))}
      </main>
      <Toasts toasts={toasts} />
      <CancelDialog
        ticket={cancelling}
        onClose={() => setCancelling(undefined)}
        onCancel={(ticket, reason) => {
          setCancelling(undefined);
          tap(ticket, { type: 'cancel', reason });
        }}
      />
      <ShopDialog
        open={dialog === 'shop'}
        shop={bar.shop.value}
        busy={isBusy}
        fault={shopFault}
        onClose={() => setDialog(undefined)}
        onWish={(wanted) => void wish(wanted)}
      />
      <WalkUpDialog
        open={dialog === 'walk-up'}
        menu={bar.menu.value}
        busy={isBusy}
        fault={shopFault}
        onOrder={(choice, name) => void walkUp(choice, name)}
        onClose={() => setDialog(undefined)}
      />
      <RecallDialog
        open={dialog === 'recall'}
        api={api}
        shopId={bar.shopId}
        onRecall={(order) => {
          setDialog(undefined);
          tap(order, { type: 'recall' });
        }}
        onClose={() => setDialog(undefined)}
      />
      <TellDialog
        open={dialog === 'tell'}
        shop={bar.shop.value}
        busy={isBusy}
        fault={shopFault}
        onClose={() => setDialog(undefined)}
        onTell={(text, minutes) => void ask('notice', { text, minutes }, 'PUT')}
        onTakeDown={() => void ask('notice', undefined, 'DELETE')}
      />
      <SoldOutDialog open={dialog === 'sold-out'} bar={bar} api={api} ids={ids} onClose={() => setDialog(undefined)} />
      <DeviceDialog
        open={dialog === 'device'}
        volume={volume.value}
        language={language}
        name={bar.me.name}
        onVolume={(wanted) => {
          volume.value = wanted;
        }}
        onTest={() => {
          chime.unlock();
          chime.ring(volume.peek());
        }}
        onLanguage={onLanguage}
        onSignOut={onSignOut}
        onClose={() => setDialog(undefined)}
      />
    </div>
  );
};

const columnsOf = (tickets: readonly Shown[]): Readonly<Record<Column, readonly Shown[]>> => {
  const byId = new Map(tickets.map((shown) => [shown.ticket.orderId, shown]));
  const of = (status: Column) =>
    inOrder(tickets.map(({ ticket }) => ticket).filter((ticket) => ticket.status === status)).flatMap(
      ({ orderId }) => byId.get(orderId) ?? [],
    );
  // What was finished last is asked for first.
  return { queued: of('queued'), making: of('making'), ready: of('ready').toReversed() };
};

const isMine = (tickets: readonly Shown[], { orderId }: Tap, baristaId: string): boolean =>
  tickets.some(({ ticket }) => ticket.orderId === orderId && ticket.maker?.baristaId === baristaId);

const isStillHeld = ({ outbox }: BarStore, { key }: Tap, nowMs: number): boolean =>
  outbox.taps.value.some((tap) => tap.key === key && isHeld(tap, nowMs));
