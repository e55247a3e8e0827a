import { effect } from '@preact/signals';
import { parseJson, systemClock, uuids } from '@espresso/kernel';
import { readMessages, translator } from '@espresso/ui/i18n';
import { followWhileVisible, openChime, serverTime } from '@espresso/ui/live';
import { hydrate, render } from 'preact';
import { openWakeLock } from './alarm.ts';
import { openPage } from './controller.ts';
import { keptWish } from './kept-wish.ts';
import { pageState } from './model/page-state.ts';
import { hasEnded } from './model/shapes.ts';
import { Page } from './page.tsx';
import { browserPushes } from './push.ts';
import './styles/customer.css';

/** What the tab shows among all others. */
const READY_ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#14683f"/><path d="m8 17 6 6 11-13" fill="none" stroke="#fff" stroke-width="4"/></svg>',
)}`;

const dataIn = (id: string) => parseJson(document.getElementById(id)?.textContent ?? '{}');

/** What this page asks, a customer asks, whoever else this browser is signed in as. */
const asCustomer: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('Espresso-Session', 'customer');
  return fetch(input, { ...init, headers });
};

/** Storage throws where a browser forbids it. */
const shelfOrNone = (): Storage | undefined => {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
};

const start = (): void => {
  const root = document.getElementById('page');
  if (root === null) return;
  // A page that was kept may have been ordered from already: each load is a wish of its own.
  const first = { ...pageState(dataIn('state')), key: uuids(systemClock).next() };
  const t = translator(first.language, readMessages(dataIn('messages')));
  const shelf = shelfOrNone();
  const time = serverTime(systemClock);
  time.tell(first.nowMs);
  const wish = first.wish ?? keptWish(shelf);
  const page = openPage(
    { ...first, ...(wish !== undefined && { wish }) },
    {
      fetch: asCustomer,
      clock: systemClock,
      ids: uuids(systemClock),
      shelf,
      chime: openChime(),
      showAddress: (path) => history.replaceState(null, '', path),
      buzz: () => {
        if ('vibrate' in navigator) navigator.vibrate([200, 100, 200]);
      },
      wakeLock: openWakeLock(),
      pushes: browserPushes,
    },
  );
  const { state, passing, actions, note } = page;
  const known = state.value.menu?.drinks.find(({ id, soldOut }) => id === state.value.wish?.drinkId && !soldOut);
  if (known !== undefined) note({ picked: known.name });

  const App = () => <Page state={state.value} t={t} passing={passing.value} actions={actions} />;
  if (wish === first.wish) hydrate(<App />, root);
  else {
    // What was picked before is put in where the server knew nothing of it.
    hydrate(<Page state={first} t={t} />, root);
    render(<App />, root);
  }

  const kept = page.outbox.read();
  if (kept !== undefined && kept.shopId === state.value.shop?.shopId) void page.deliver(kept);

  // One stream for what the room knows, one for the order while it is on its way.
  const after = first.position;
  const { shop } = first;
  if (shop !== undefined)
    followWhileVisible(`/api/shops/${shop.shopId}/board/live`, {
      after,
      fetch: asCustomer,
      onUpdate: page.onBoard,
      onReset: page.lookAgain,
    });
  let followed: string | undefined;
  let stop = (): void => undefined;
  effect(() => {
    const { order } = state.value;
    const orderId = order === undefined || hasEnded(order) ? undefined : order.orderId;
    // Who asked to be told is followed in a tab behind others as well, where the browser lets it live.
    const evenHidden = passing.value.soundOn === true;
    const wanted = orderId === undefined ? undefined : `${orderId} ${String(evenHidden)}`;
    if (wanted === followed) return;
    stop();
    followed = wanted;
    if (orderId === undefined) return;
    stop = followWhileVisible(`/api/orders/${orderId}/live`, {
      fetch: asCustomer,
      evenHidden,
      ...(orderId === first.order?.orderId && !evenHidden && { after }),
      onUpdate: page.onOrderMessage,
      onReset: page.onOrder,
      onState: (now) => {
        if (now.state === 'open') {
          note({ offline: false });
          page.onOrder();
        } else if (now.state === 'waiting') note({ offline: true });
      },
    });
  });

  const icon = document.querySelector("link[rel='icon']");
  const usualIcon = icon?.getAttribute('href') ?? '';
  effect(() => {
    const { order } = state.value;
    const mark = order?.status === 'ready' ? '✓ ' : '';
    const number = order?.orderNumber === undefined ? '' : `#${order.orderNumber} · `;
    icon?.setAttribute('href', mark === '' ? usualIcon : READY_ICON);
    document.title = `${mark}${number}${order === undefined ? t('title') : t('yourOrder')}`;
  });

  // Whoever pressed the button far below does not see what is said above: the page goes there.
  let shown = first.problem;
  effect(() => {
    const { problem } = state.value;
    if (problem === shown) return;
    shown = problem;
    if (problem === undefined) return;
    requestAnimationFrame(() =>
      document.querySelector("main .notice[role='alert']")?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
    );
  });
  // A new page of the same address begins at its top.
  let followedOrder = first.order?.orderId;
  effect(() => {
    const orderId = state.value.order?.orderId;
    if (orderId === followedOrder) return;
    followedOrder = orderId;
    scrollTo(0, 0);
  });

  const tick = (): void => {
    const { order } = state.value;
    if (order?.status !== 'choosing' || order.chooseBy === undefined) return;
    note({ secondsLeft: (Date.parse(order.chooseBy) - time.now()) / 1_000 });
  };
  tick();
  setInterval(tick, 1_000);
  globalThis.addEventListener('online', () => note({ offline: false }));
  // A browser that put the tab to sleep does not say so: whoever looks again sees how it is now.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') page.onOrder();
  });
  requestIdle(() => browserPushes.prepare());
};

/** Once there is nothing better to do; Safari has no word for that. */
const requestIdle = (act: () => void): void => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act);
  else setTimeout(act, 1_000);
};

start();
