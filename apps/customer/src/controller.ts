import { batch, signal } from '@preact/signals';
import { isJsonObject, type Clock, type Ids, type Json } from '@espresso/kernel';
import { openApi, pause, type Outcome } from '@espresso/ui/api';
import { latest, type Chime } from '@espresso/ui/live';
import { flag, object, text, type Read } from '@espresso/ui/read';
import { openOutbox, send, type Delivery, type Parcel } from './outbox.ts';
import { openAlarm } from './alarm.ts';
import type { Actions, Passing } from './parts/parts.ts';
import type { PageState } from './model/page-state.ts';
import { hasEnded, menu as readMenu, order as readOrder, shop as readShop, waitOf, waitReply } from './model/shapes.ts';
import { bodyOf, wishIn, type Wish } from './model/wish.ts';
import type { PushAddress, Pushes } from './push.ts';
import { dropWish, keepWish } from './kept-wish.ts';

/** What the page is opened with: the browser's, or a test's. */
export interface Surroundings {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly shelf: Storage | undefined;
  readonly chime: Chime;
  readonly fetch?: typeof fetch;
  /** The address bar shows where the page is now; nothing is loaded. */
  readonly showAddress: (path: string) => void;
  /** The machine hums. */
  readonly buzz: () => void;
  /** Keeps the screen on, where the browser can, until it need not. */
  readonly wakeLock: { readonly hold: () => void; readonly release: () => void };
  readonly pushes: Pushes;
}

const readChannels = object({ publicKey: text, mail: flag });
const readTold = object({ push: flag, mail: flag });

/** The page as it lives: what it knows, what it is doing, and what a person can do with it. */
export const openPage = (first: PageState, around: Surroundings) => {
  const { clock, ids, shelf, chime } = around;
  const state = signal(first);
  const passing = signal<Passing>({});
  const outbox = openOutbox(shelf, clock);
  const api = openApi({
    ...(around.fetch && { fetch: around.fetch }),
    onTrouble: ({ reason }) => note({ offline: reason === 'offline' }),
  });
  let sending = new AbortController();
  let noticeEnds: ReturnType<typeof setTimeout> | undefined;

  const know = (more: Partial<PageState>): void => {
    state.value = { ...state.value, ...more };
  };
  const forgetField = (...names: readonly (keyof PageState)[]): void => {
    const kept = { ...state.value };
    for (const name of names) Reflect.deleteProperty(kept, name);
    state.value = kept;
  };
  const note = (more: Passing): void => {
    passing.value = { ...passing.value, ...more };
  };

  /** Takes a reply in; what was refused changes nothing but whether there is a network. */
  const learn = async <T>(path: string, read: Read<T>, take: (reply: T) => void): Promise<Outcome<T>> => {
    const outcome = await api.get(path, read);
    batch(() => {
      if (outcome.ok) take(outcome.reply);
      if (outcome.ok || outcome.reason === 'offline') note({ offline: !outcome.ok });
    });
    return outcome;
  };
  const shopPath = (): string => `/api/shops/${state.value.shop?.shopId ?? ''}`;
  const look = {
    order: latest(async () => {
      const { order } = state.value;
      if (order === undefined) return;
      const outcome = await learn(`/api/orders/${order.orderId}`, readOrder, takeOrder);
      // Signed out, forgotten, or somebody else's by now.
      if (!outcome.ok && outcome.status >= 400 && outcome.status < 500 && outcome.status !== 429)
        know({ problem: 'unknown-order' });
    }),
    menu: latest(() => learn(`${shopPath()}/menu?language=${first.language}`, readMenu, (menu) => know({ menu }))),
    shop: latest(() => learn(shopPath(), readShop, takeShop)),
    notices: latest(async () => {
      const { order } = state.value;
      if (order === undefined || hasEnded(order)) return;
      const can = await api.get('/api/notices', readChannels);
      const asked = await api.get(`/api/orders/${order.orderId}/notices`, readTold);
      if (!can.ok || !asked.ok) return;
      know({ notices: { ...can.reply, pushOn: asked.reply.push, mailOn: asked.reply.mail } });
    }),
    wait: latest(() => learn(`${shopPath()}/wait`, waitReply, (reply) => know({ wait: waitOf(reply) }))),
  };

  const takeShop = (shop: NonNullable<PageState['shop']>): void => {
    know({ shop });
    clearTimeout(noticeEnds);
    if (shop.notice === undefined) return;
    // What the bar told everybody is true for a while only.
    noticeEnds = setTimeout(look.shop, Math.max(1_000, shop.notice.untilMs - clock.now() + 500));
  };
  /** Told by the stream of the order: something happened, or the bar says once more that it is ready. */
  const onOrderMessage = (message: Json): void => {
    if (isJsonObject(message) && message['type'] === 'order-reminded') {
      if (passing.value.soundOn === true) alarm.start();
      else ring();
    }
    look.order();
  };
  const takeOrder = (order: NonNullable<PageState['order']>): void => {
    const before = state.value.order?.status;
    know({ order });
    if (order.status === 'choosing' && state.value.menu === undefined) look.menu();
    if (order.status === 'ready' && before !== 'ready') {
      // Who asked to be told is told until that is noticed; anybody else hears it once.
      if (passing.value.soundOn === true) alarm.start();
      else ring();
    } else if (order.status !== 'ready') alarm.stop();
    if (hasEnded(order)) around.wakeLock.release();
  };

  const deliver = async (parcel: Parcel): Promise<void> => {
    sending = new AbortController();
    note({ sending: true, busy: true });
    const { signal: stop } = sending;
    const delivery = await send(parcel, { api, outbox, wait: pause, signal: stop });
    batch(() => {
      note({ sending: false, busy: false, offline: false });
      arrive(delivery, parcel);
    });
  };

  const arrive = (delivery: Delivery, { wish, email }: Parcel): void => {
    switch (delivery.type) {
      case 'ordered': {
        const { order, problem } = delivery;
        forgetField('problem', 'proof', 'running', 'code');
        know({ order, signedIn: true, wish, key: ids.next(), ...(problem !== undefined && { problem }) });
        look.notices();
        around.showAddress(`/order/${order.orderId}`);
        return;
      }
      case 'proof-needed': {
        const { triesLeft } = delivery;
        // What is sent next says something else (the code of the mail), so it is another wish.
        know({
          wish,
          key: ids.next(),
          proof: { email: delivery.email, ...(triesLeft !== undefined && { triesLeft }) },
        });
        return;
      }
      case 'refused': {
        const { reason, running } = delivery;
        const isSignedOut = reason === 'sign-in-needed' || reason === 'session-ended' || reason === 'other-shop';
        forgetField('proof', 'problem');
        know({
          problem: reason,
          wish,
          key: ids.next(),
          signedIn: !isSignedOut && (state.value.signedIn || (email !== undefined && reason !== 'email-invalid')),
          ...(running !== undefined && { running }),
        });
        return;
      }
      case 'stopped':
        outbox.clear();
    }
  };

  const ring = (): void => {
    chime.ring();
    around.buzz();
  };
  const alarm = openAlarm(ring, (ringing) => note({ ringing }));

  const wishOf = (form: HTMLFormElement): Wish | undefined => {
    const { menu } = state.value;
    return menu === undefined ? undefined : wishIn(new FormData(form), menu);
  };
  const textIn = (form: HTMLFormElement, name: string): string | undefined => {
    const value = new FormData(form).get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  let unproved: Parcel | undefined;

  const actions: Actions = {
    order: (form) => {
      const { shop, key } = state.value;
      const wish = wishOf(form);
      const code = textIn(form, 'code');
      if (shop === undefined || wish === undefined || code === undefined) {
        know({ problem: wish === undefined ? 'drink-missing' : 'code-missing' });
        return;
      }
      chime.unlock();
      const email = textIn(form, 'email');
      const parcel = {
        key,
        shopId: shop.shopId,
        code,
        wish,
        packedMs: clock.now(),
        ...(email !== undefined && { email }),
      };
      unproved = parcel;
      void deliver(parcel);
    },
    prove: (proof) => {
      if (unproved === undefined) return;
      void deliver({ ...unproved, proof, packedMs: clock.now() });
    },
    proveAgain: () => {
      if (unproved !== undefined) void deliver({ ...unproved, packedMs: clock.now() });
    },
    choose: (form) => {
      const wish = wishOf(form);
      const { order, key, shop } = state.value;
      if (order === undefined || shop === undefined) return;
      if (wish === undefined) {
        know({ problem: 'drink-missing' });
        return;
      }
      forgetField('problem');
      void choose(order.orderId, wish, key);
    },
    moreTime: () => void moreTime(),
    pick: (form) => {
      const wish = wishOf(form);
      note({ picked: state.value.menu?.drinks.find(({ id }) => id === wish?.drinkId)?.name });
      if (wish !== undefined) keepWish(shelf, wish);
    },
    stop: () => sending.abort(),
    tell: () => {
      chime.unlock();
      chime.ring(0.15);
      around.wakeLock.hold();
      note({ soundOn: true });
      void wantPush();
    },
    mail: (wanted) => void wantMail(wanted),
    seen: () => alarm.stop(),
    askToCancel: (asked) => note({ cancelAsked: asked }),
    cancel: () => void cancel(),
    askToForget: (asked) => note({ forgetAsked: asked }),
    forget: () => void forget(),
  };

  let address: PushAddress | undefined;
  const subscribe = async (publicKey: string): Promise<void> => {
    const answer = await around.pushes.subscribe(publicKey);
    if (typeof answer === 'string') note({ push: answer });
    else address = answer;
  };
  /** Tells the bar how this person wants to be told. @returns whether it knows now */
  const say = async (mail: boolean): Promise<boolean> => {
    const { order, notices, language } = state.value;
    if (order === undefined || notices === undefined) return false;
    const body = { language, mail, ...(address !== undefined && { push: { ...address } }) };
    const sent = { method: 'PUT', key: ids.next() } as const;
    const outcome = await api.command(`/api/orders/${order.orderId}/notices`, body, readTold, sent);
    if (!outcome.ok) return false;
    know({ notices: { ...notices, pushOn: outcome.reply.push, mailOn: outcome.reply.mail } });
    return true;
  };
  const wantPush = async (): Promise<void> => {
    const { notices } = state.value;
    if (notices === undefined) return;
    await subscribe(notices.publicKey);
    if (address !== undefined) note({ push: (await say(notices.mailOn)) ? 'on' : 'failed' });
  };
  const wantMail = async (wanted: boolean): Promise<void> => {
    const { notices } = state.value;
    // What was subscribed before the page was loaded again is found again, without a question.
    if (notices?.pushOn === true && address === undefined) await subscribe(notices.publicKey);
    await say(wanted);
  };

  const choose = async (orderId: string, wish: Wish, key: string): Promise<void> => {
    note({ busy: true });
    const outcome = await api.command(`/api/orders/${orderId}/drink`, bodyOf(wish), readOrder, { key });
    batch(() => {
      note({ busy: false, offline: false });
      know({ wish, key: ids.next() });
      if (outcome.ok) takeOrder(outcome.reply);
      else if (outcome.reason === 'drink-unavailable') know({ problem: 'drink-unavailable' });
    });
    if (!outcome.ok) look.order();
  };
  const moreTime = async (): Promise<void> => {
    const { order } = state.value;
    if (order === undefined) return;
    const outcome = await api.command(`/api/orders/${order.orderId}/more-time`, {}, readOrder, { key: ids.next() });
    if (outcome.ok) takeOrder(outcome.reply);
    else look.order();
  };
  const cancel = async (): Promise<void> => {
    const { order, key } = state.value;
    note({ cancelAsked: false, busy: true });
    if (order === undefined) return;
    const outcome = await api.command(`/api/orders/${order.orderId}/cancel`, {}, readOrder, { key: `${key}-cancel` });
    batch(() => {
      note({ busy: false, offline: false });
      if (outcome.ok) takeOrder(outcome.reply);
      else if (outcome.reason === 'being-made') know({ problem: 'being-made' });
    });
    if (!outcome.ok) look.order();
  };
  const forget = async (): Promise<void> => {
    note({ forgetAsked: false });
    const gone = { method: 'DELETE', triesMax: 3 } as const;
    const outcome = await api.command('/api/customers/me', undefined, () => undefined, { key: ids.next(), ...gone });
    if (!outcome.ok) return;
    await api.command('/api/session', undefined, () => undefined, { key: ids.next(), ...gone });
    dropWish(shelf);
    around.pushes.forget();
    batch(() => {
      forgetField('running', 'wish', 'problem');
      know({ signedIn: false });
      note({ forgotten: true });
    });
  };

  /** Told by the board of the shop: what everybody in the room may know. */
  const onBoard = (message: Json): void => {
    const type = isJsonObject(message) ? message['type'] : undefined;
    if (type === 'menu-published' || type === 'availability-changed') look.menu();
    else if (typeof type === 'string' && (type.startsWith('shop-') || type === 'settings-changed')) look.shop();
    else if (type === 'order-completed' || type === 'board-changed') {
      if (state.value.order?.status === 'queued') look.order();
      look.wait();
    }
  };
  const lookAgain = (): void => {
    look.order();
    look.shop();
    look.menu();
  };

  return { state, passing, actions, onBoard, onOrder: look.order, onOrderMessage, lookAgain, outbox, deliver, note };
};
