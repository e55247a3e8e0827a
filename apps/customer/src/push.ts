/** What became of the wish to be told with the page closed. */
export type PushState = 'on' | 'denied' | 'insecure' | 'impossible' | 'failed';

/** Where a browser is woken. */
export interface PushAddress {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export interface Pushes {
  /** Puts the worker in place, where a browser has such a thing. */
  prepare(): void;
  /** Asks the person, then the browser; has to be called in a tap. */
  subscribe(publicKey: string): Promise<PushAddress | Exclude<PushState, 'on'>>;
  /** Nothing of what was seen stays on the phone. */
  forget(): void;
}

const WORKER = '/order-worker.js';

/** Workers and push exist over https and on the machine itself only. */
const whyNot = (): 'insecure' | 'impossible' | undefined => {
  if (!isSecureContext) return 'insecure';
  const able = 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
  return able ? undefined : 'impossible';
};

/** The browser's own pushes. */
export const browserPushes: Pushes = {
  prepare: () => {
    if (isSecureContext && 'serviceWorker' in navigator)
      void navigator.serviceWorker.register(WORKER, { scope: '/order' }).catch(() => undefined);
  },
  subscribe: async (publicKey) => {
    const no = whyNot();
    if (no !== undefined) return no;
    try {
      if ((await Notification.requestPermission()) !== 'granted') return 'denied';
      await navigator.serviceWorker.register(WORKER, { scope: '/order' });
      const { pushManager } = await navigator.serviceWorker.ready;
      const wanted = { userVisibleOnly: true, applicationServerKey: publicKey };
      const subscribed = await pushManager.subscribe(wanted).catch(async () => {
        // Of another bar at the same address, with another key.
        await (await pushManager.getSubscription())?.unsubscribe();
        return pushManager.subscribe(wanted);
      });
      const { endpoint = '', keys = {} } = subscribed.toJSON();
      return { endpoint, p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' };
    } catch {
      return 'failed';
    }
  },
  forget: () => {
    if ('caches' in globalThis) void caches.keys().then((names) => names.map((name) => caches.delete(name)));
  },
};
