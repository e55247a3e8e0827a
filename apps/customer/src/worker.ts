/** Runs without the page: it shows notices, and keeps the pages it saw for when there is no network. Only in a secure context. */

interface Worker {
  readonly registration: {
    readonly showNotification: (title: string, options: object) => Promise<void>;
  };
  readonly clients: {
    readonly claim: () => Promise<void>;
    readonly matchAll: (options: object) => Promise<readonly Client[]>;
    readonly openWindow: (url: string) => Promise<unknown>;
  };
  readonly skipWaiting: () => Promise<void>;
  readonly location: Location;
  readonly addEventListener: <Name extends keyof Events>(name: Name, hear: (event: Events[Name]) => void) => void;
}
interface Client {
  readonly url: string;
  readonly focus: () => Promise<unknown>;
}
interface Lasting {
  readonly waitUntil: (until: Promise<unknown>) => void;
}
interface Events {
  readonly install: Lasting;
  readonly activate: Lasting;
  readonly push: Lasting & { readonly data: { readonly json: () => unknown } | null };
  readonly notificationclick: Lasting & { readonly notification: { readonly tag: string; readonly close: () => void } };
  readonly fetch: { readonly request: Request; readonly respondWith: (reply: Promise<Response>) => void };
}
declare const self: Worker;

const KEPT = 'espresso-1';
const orderPath = (orderId: string): string => `/order/${orderId}`;

const textOf = (data: unknown, name: string): string => {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;
  return typeof value === 'string' ? value : '';
};

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  ),
);

self.addEventListener('push', (event) => {
  const notice: unknown = event.data?.json();
  const language = textOf(notice, 'language');
  event.waitUntil(
    self.registration.showNotification(textOf(notice, 'title'), {
      body: textOf(notice, 'text'),
      lang: language,
      dir: language === 'ar' ? 'rtl' : 'ltr',
      // Of one order there is one notification: the same again takes its place.
      tag: textOf(notice, 'orderId'),
      requireInteraction: true,
      vibrate: [300, 150, 300],
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  const { notification } = event;
  notification.close();
  const url = new URL(orderPath(notification.tag), self.location.origin).href;
  event.waitUntil(
    self.clients
      .matchAll({ type: 'window' })
      .then((clients) => clients.find((client) => client.url === url)?.focus() ?? self.clients.openWindow(url)),
  );
});

/** The newest there is; what was seen last where there is no network. */
const newest = async (request: Request): Promise<Response> => {
  const kept = await caches.open(KEPT);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await kept.put(request, response.clone());
    return response;
  } catch (error) {
    const seen = await kept.match(request);
    if (seen === undefined) throw error;
    return seen;
  }
};

/** Files are named by their content: what was loaded once is right for ever. */
const once = async (request: Request): Promise<Response> =>
  (await (await caches.open(KEPT)).match(request)) ?? newest(request);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/assets/customer/')) event.respondWith(once(request));
  else if (request.mode === 'navigate' && /^\/order(\/|$)/.test(pathname)) event.respondWith(newest(request));
});
