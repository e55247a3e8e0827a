import { signal } from '@preact/signals';
import { isJsonObject, type Clock, type Ids, type Json } from '@espresso/kernel';
import { openApi, pause } from '@espresso/ui/api';
import { latest } from '@espresso/ui/live';
import type { Read } from '@espresso/ui/read';
import { toCall } from './model/call.ts';
import { renewInMs } from './model/scene.ts';
import * as shapes from './model/shapes.ts';

/** What the screen shows. */
export type Phase =
  | { readonly type: 'starting' }
  | { readonly type: 'pairing'; readonly code?: string; readonly offline: boolean }
  | { readonly type: 'choosing'; readonly shops: readonly { readonly shopId: string; readonly name: string }[] }
  | { readonly type: 'showing'; readonly shopId: string }
  | { readonly type: 'refused'; readonly why: 'joinFailed' | 'notAllowed' };

const POLL_MS = 2_500;
const TRY_AGAIN_MS = 3_000;
/** What the board's messages are about; all others are about its numbers. */
const OF_THE_CODE = new Set(['drink-taken', 'drink-returned', 'code-spent']);
const OF_THE_MENU = new Set(['menu-published', 'availability-changed']);
const MAY_SHOW = new Set(['display', 'barista', 'owner']);

interface Around {
  /** The server's time, as far as is known. */
  readonly clock: Clock & { readonly tell: (serverMs: number) => void };
  readonly ids: Ids;
  readonly fetch?: typeof fetch;
  /** Somebody is to come: these numbers are ready, or still are. */
  readonly onReady: (numbers: readonly number[]) => void;
  /** The shop in the address, where there is one. */
  readonly wantedShop: string | undefined;
}

/** Everything the screen knows, and the work of keeping it true for a whole day. */
export const openStore = ({ clock, ids, fetch: send, onReady, wantedShop }: Around) => {
  const api = openApi(send === undefined ? {} : { fetch: send });
  const phase = signal<Phase>({ type: 'starting' });
  const shop = signal<shapes.Shop | undefined>(undefined);
  const board = signal<shapes.Board>({ preparing: [], ready: [] });
  const code = signal<shapes.Code | undefined>(undefined);
  const menu = signal<shapes.Menu | undefined>(undefined);
  const door = signal<shapes.Door>({});
  const heardMs = signal(clock.now());
  const isConnected = signal(true);
  let readyBefore: readonly number[] | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;

  const hear = (): void => {
    heardMs.value = clock.now();
  };

  const learn = async <T>(path: string, read: Read<T>, take: (reply: T) => void): Promise<string | undefined> => {
    const outcome = await api.get(path, read);
    if (!outcome.ok) return outcome.reason;
    if (outcome.serverMs !== undefined) tell(outcome.serverMs);
    hear();
    take(outcome.reply);
    return undefined;
  };
  /** The header is cut to the second; only a difference that is more than that says that the clock is wrong. */
  const tell = (serverMs: number): void => {
    if (Math.abs(serverMs + 500 - clock.now()) > 1_000) clock.tell(serverMs + 500);
  };

  const pathOf = (part = ''): string =>
    phase.value.type === 'showing' ? `/api/shops/${phase.value.shopId}${part}` : '/api/shops/none';

  const lookAtCode = latest(async () => {
    clearTimeout(renewal);
    const refused = await learn(pathOf('/code'), shapes.code, (now) => {
      code.value = now;
    });
    if (refused === 'session-ended' || refused === 'sign-in-needed') {
      void start();
      return;
    }
    const { value } = code;
    const inMs = refused === undefined && value !== undefined ? renewInMs(value, clock.now()) : TRY_AGAIN_MS;
    renewal = setTimeout(lookAtCode, inMs);
  });
  const lookAtBoard = latest(async () => {
    await learn(pathOf('/board'), shapes.board, (now) => {
      const called = toCall(readyBefore, now.ready);
      readyBefore = now.ready;
      board.value = now;
      if (called.length > 0) onReady(called);
    });
  });
  const lookAtShop = latest(async () => {
    await learn(pathOf(), shapes.shop, (now) => {
      shop.value = now;
    });
  });
  const lookAtMenu = latest(async () => {
    await learn(pathOf('/menu'), shapes.menu, (now) => {
      menu.value = now;
    });
  });
  const lookAtDoor = latest(async () => {
    await learn(pathOf('/wait'), shapes.door, (now) => {
      door.value = now;
    });
  });
  const lookAtAll = (): void => {
    lookAtShop();
    lookAtBoard();
    lookAtCode();
    lookAtDoor();
    lookAtMenu();
  };

  const onBoard = (message: Json): void => {
    hear();
    const word = isJsonObject(message) ? message['type'] : undefined;
    const type = typeof word === 'string' ? word : '';
    if (isJsonObject(message) && type === 'order-reminded' && typeof message['orderNumber'] === 'number')
      onReady([message['orderNumber']]);
    if (OF_THE_MENU.has(type)) {
      lookAtMenu();
      return;
    }
    const isOfTheShop = type.startsWith('shop-') || type === 'settings-changed';
    if (isOfTheShop) lookAtShop();
    if (isOfTheShop || OF_THE_CODE.has(type)) lookAtCode();
    else lookAtBoard();
  };

  const start = async (): Promise<void> => {
    const outcome = await api.get('/api/session', shapes.session);
    if (!outcome.ok) {
      if (phase.value.type !== 'showing') phase.value = { type: 'pairing', offline: true };
      await pause(TRY_AGAIN_MS);
      return start();
    }
    const { kind, role, shopId } = outcome.reply;
    if (kind !== 'staff' || role === undefined || !MAY_SHOW.has(role)) return pair();
    const chosen = shopId ?? wantedShop ?? (await onlyShop());
    if (chosen === undefined) return;
    phase.value = { type: 'showing', shopId: chosen };
    lookAtAll();
  };

  /** The shop, where there is but one; otherwise somebody has to say. */
  const onlyShop = async (): Promise<string | undefined> => {
    const outcome = await api.get('/api/shops', shapes.shops);
    const known = outcome.ok ? outcome.reply.shops : [];
    if (known.length === 1) return known[0]?.shopId;
    phase.value = { type: 'choosing', shops: known };
    return undefined;
  };

  const pair = async (): Promise<void> => {
    phase.value = { type: 'pairing', offline: false };
    const drawn = await api.command('/api/pairings', {}, shapes.pairing, { key: ids.next() });
    if (!drawn.ok) {
      phase.value = { type: 'pairing', offline: true };
      await pause(TRY_AGAIN_MS);
      return start();
    }
    const { code: shown, token } = drawn.reply;
    phase.value = { type: 'pairing', code: shown, offline: false };
    for (;;) {
      await pause(POLL_MS);
      const asked = await api.command('/api/pairings/poll', { token }, shapes.paired, { key: ids.next(), triesMax: 1 });
      phase.value = { type: 'pairing', code: shown, offline: !asked.ok };
      // Over, or the answer was lost on the way: whether this screen is in, the session tells.
      if (asked.ok ? asked.reply.status === 'paired' : asked.status >= 400 && asked.status < 500) return start();
    }
  };

  const join = async (token: string): Promise<void> => {
    const joined = await api.command('/api/invitations/accept', { token, name: 'Display' }, () => undefined, {
      key: ids.next(),
    });
    if (joined.ok) return start();
    const known = await api.get('/api/session', shapes.session);
    if (known.ok && known.reply.kind === 'staff') return start();
    phase.value = { type: 'refused', why: 'joinFailed' };
    await pause(TRY_AGAIN_MS);
    return start();
  };

  return { phase, shop, board, code, door, menu, heardMs, isConnected, start, join, onBoard, lookAtAll };
};
