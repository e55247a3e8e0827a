import type { Clock, Ids, Json } from '@espresso/kernel';
import type { Api } from '@espresso/ui/api';
import { followWhileVisible, serverTime, type Chime } from '@espresso/ui/live';
import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Kept } from '../kept.ts';
import { arrived, quiet, rung, seen, settled } from '../model/alarm.ts';
import { nothingUsual, usualOf } from '../model/modifiers.ts';
import { emptyQueue, fetched, told, type News, type Queue } from '../model/queue.ts';
import { carriedOut, shown, type Shown, type Tap } from '../model/taps.ts';
import type { Maker } from '../model/ticket.ts';
import {
  menu as menuReply,
  queueMessage,
  queueReply,
  settings,
  shop as shopReply,
  typeOf,
  type Menu,
  type Shop,
} from '../wire.ts';
import { openOutbox, type Answer, type Outbox } from './outbox.ts';

/** Something said aloud: of a tap that came to nothing, or of somebody else's doing. */
export type Said =
  | News
  | { readonly type: 'taken'; readonly orderNumber: number; readonly name: string }
  | { readonly type: 'over'; readonly orderNumber: number }
  | { readonly type: 'refused'; readonly orderNumber: number; readonly detail: string }
  /** What became of an order at the counter, or of a reminder. */
  | { readonly type: 'told'; readonly sentence: string; readonly isBad: boolean };

/** What the screen of a bar stands on. */
export interface BarStore {
  readonly me: Maker;
  readonly shopId: string;
  readonly tickets: ReadonlySignal<readonly Shown[]>;
  /** Whether the queue has been fetched once. */
  readonly isLoaded: ReadonlySignal<boolean>;
  readonly shop: ReadonlySignal<Shop | undefined>;
  readonly menu: ReadonlySignal<Menu | undefined>;
  readonly usual: ReadonlySignal<ReturnType<typeof usualOf>>;
  /** Whether the bar is heard live. */
  readonly isLive: ReadonlySignal<boolean>;
  readonly isSignedOut: ReadonlySignal<boolean>;
  /** The server's time, told anew every second. */
  readonly nowMs: ReadonlySignal<number>;
  readonly unseen: ReadonlySignal<number>;
  readonly said: Signal<readonly { readonly id: string; readonly atMs: number; readonly what: Said }[]>;
  readonly outbox: Outbox;
  /** Rises whenever what there is in stock may have changed. */
  readonly stockRevision: ReadonlySignal<number>;
  /** Somebody touched the screen. */
  look(): void;
  say(what: Said): void;
  refreshShop(): void;
  refreshMenu(): void;
  stop(): void;
}

export interface BarPorts {
  readonly api: Api;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly kept: Kept;
  readonly chime: Chime;
  readonly volume: ReadonlySignal<number>;
  readonly me: Maker;
  readonly shopId: string;
}

const REFRESH_SOON_MS = 400;
/** What live updates can not tell comes with this at the latest. */
const REFRESH_EVERY_MS = 60_000;
const SAID_MS = 12_000;

export const openBarStore = ({ api, clock, ids, kept, chime, volume, me, shopId }: BarPorts): BarStore => {
  const time = serverTime(clock);
  const queue = signal<Queue>(emptyQueue);
  const isLoaded = signal(false);
  const shop = signal<Shop | undefined>(undefined);
  const menu = signal<Menu | undefined>(undefined);
  const isLive = signal(false);
  const isSignedOut = signal(false);
  const nowMs = signal(clock.now());
  const alarm = signal(quiet);
  const said = signal<BarStore['said']['value']>([]);
  const stockRevision = signal(0);
  const path = `/api/shops/${shopId}`;
  let isStopped = false;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let endQueue: (() => void) | undefined;

  const say = (what: Said): void => {
    if (what.type === 'arrived') return;
    said.value = [...said.value.slice(-2), { id: ids.next(), atMs: clock.now(), what }];
  };

  const refreshQueue = async (): Promise<void> => {
    const outcome = await api.get(`${path}/queue`, queueReply, AbortSignal.timeout(10_000));
    if (isStopped) return;
    if (!outcome.ok) {
      if (outcome.status === 401 || outcome.status === 403) isSignedOut.value = true;
      else refreshSoon(3_000);
      return;
    }
    time.tell(outcome.reply.nowMs);
    batch(() => {
      queue.value = fetched(queue.peek(), outcome.reply);
      isLoaded.value = true;
      nowMs.value = time.now();
    });
    endQueue ??= followQueue(outcome.position);
  };
  const refreshSoon = (inMs = REFRESH_SOON_MS): void => {
    clearTimeout(soon);
    soon = setTimeout(() => void refreshQueue(), inMs);
  };
  const refreshShop = async (): Promise<void> => {
    const outcome = await api.get(path, shopReply);
    if (outcome.ok) shop.value = outcome.reply;
  };
  const refreshMenu = async (): Promise<void> => {
    const outcome = await api.get(`${path}/menu`, menuReply);
    if (outcome.ok) menu.value = outcome.reply;
  };
  const refreshSettings = async (): Promise<void> => {
    const outcome = await api.get(`${path}/settings`, settings);
    if (outcome.ok) queue.value = { ...queue.peek(), patienceMs: outcome.reply.baristaTimeoutSeconds * 1_000 };
  };
  const refreshAll = (): void => {
    void refreshQueue();
    void refreshShop();
    void refreshMenu();
    void refreshSettings();
  };

  const onQueueMessage = (json: Json): void => {
    const type = typeOf(json);
    if (type === 'stock-counted' || type === 'availability-changed') stockRevision.value++;
    if (type === 'availability-changed') void refreshMenu();
    const message = queueMessage(json);
    if (message === undefined) return;
    const wasMine = outbox.taps.peek().some((tap) => 'orderId' in message && tap.orderId === message.orderId);
    const { queue: next, news, isStale } = told(queue.peek(), message);
    batch(() => {
      queue.value = next;
      if (news?.type === 'arrived') alarm.value = arrived(alarm.peek(), news.orderId, clock.now());
      else if (news !== undefined && !(wasMine && news.type === 'called-off')) say(news);
    });
    if (isStale === true) refreshSoon();
  };
  const followQueue = (after: number | undefined) =>
    followWhileVisible(`${path}/queue/live`, {
      ...(after !== undefined && { after }),
      // The bell rings for a tablet that shows something else, too.
      evenHidden: true,
      onUpdate: onQueueMessage,
      onReset: refreshAll,
      onState: ({ state }) => {
        isLive.value = state === 'open';
        if (state === 'open') outbox.hurry();
        if (state === 'refused') isSignedOut.value = true;
      },
    });
  const endBoard = followWhileVisible(`${path}/board/live`, {
    evenHidden: true,
    onUpdate: (json) => {
      const type = typeOf(json);
      if (type?.startsWith('shop-') === true) void refreshShop();
      if (type === 'settings-changed') void refreshSettings();
      if (type === 'menu-published' || type === 'availability-changed') void refreshMenu();
    },
    onReset: () => void refreshShop(),
  });

  const onAnswer = (tap: Tap, answer: Answer): void => {
    if (answer.type === 'signed-out') {
      isSignedOut.value = true;
      return;
    }
    if (answer.type === 'done') {
      // What was answered is so: the screen does not fall back until the stream says it, too.
      queue.value = carriedOut(queue.peek(), tap, me);
      return;
    }
    void refreshQueue().then(() => {
      const now = queue.peek().tickets.get(tap.orderId);
      const { orderNumber } = tap;
      const { detail, reason } = answer;
      if (now?.maker !== undefined && now.maker.baristaId !== me.baristaId)
        say({ type: 'taken', orderNumber, name: now.maker.name });
      else if (reason === 'already-over' || reason === 'too-late' || reason === 'unknown-order')
        say({ type: 'over', orderNumber });
      else say({ type: 'refused', orderNumber, detail: detail ?? reason });
    });
  };
  const outbox: Outbox = openOutbox({ api, clock: time, ids, kept, owner: `${shopId} ${me.baristaId}`, onAnswer });

  const tick = setInterval(() => {
    nowMs.value = time.now();
    if (said.peek().some(({ atMs }) => clock.now() - atMs > SAID_MS))
      said.value = said.peek().filter(({ atMs }) => clock.now() - atMs <= SAID_MS);
    const { rings, alarm: next } = rung(alarm.peek(), clock.now());
    alarm.value = next;
    if (rings && volume.peek() > 0) chime.ring(volume.peek());
  }, 1_000);
  const again = setInterval(refreshAll, REFRESH_EVERY_MS);
  const endAlarm = effect(() => {
    const { tickets } = queue.value;
    alarm.value = settled(alarm.peek(), (orderId) => tickets.get(orderId)?.status === 'queued');
  });
  const leave = (): void => outbox.leave();
  const back = (): void => outbox.hurry();
  globalThis.addEventListener('pagehide', leave);
  globalThis.addEventListener('online', back);
  refreshAll();

  return {
    me,
    shopId,
    tickets: computed(() => shown(queue.value, outbox.taps.value, me, nowMs.value)),
    isLoaded,
    shop,
    menu,
    usual: computed(() => (menu.value === undefined ? nothingUsual : usualOf(menu.value))),
    isLive,
    isSignedOut,
    nowMs,
    unseen: computed(() => alarm.value.unseen.size),
    said,
    outbox,
    stockRevision,
    look: () => {
      alarm.value = seen(alarm.peek());
    },
    say,
    refreshShop: () => void refreshShop(),
    refreshMenu: () => void refreshMenu(),
    stop: () => {
      isStopped = true;
      clearTimeout(soon);
      clearInterval(tick);
      clearInterval(again);
      endQueue?.();
      endBoard();
      endAlarm();
      outbox.stop();
      globalThis.removeEventListener('pagehide', leave);
      globalThis.removeEventListener('online', back);
    },
  };
};
