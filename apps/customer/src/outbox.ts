import { toJson, parseJson, type Clock } from '@espresso/kernel';
import type { Api } from '@espresso/ui/api';
import { list, maybe, number, object, text, word, type Of } from '@espresso/ui/read';
import { order as readOrder, type Order } from './model/shapes.ts';
import { bodyOf, wish } from './model/wish.ts';

/** An order on its way to the bar. It is kept until there is an answer: through a lost network, a refresh, a closed tab. */
export const parcel = object({
  key: text,
  shopId: text,
  code: text,
  /** Absent where somebody is signed in already. */
  email: maybe(text),
  /** The code that was mailed. */
  proof: maybe(text),
  wish,
  packedMs: number,
  /** Set once the bar has begun it: from here on only the drink is missing. */
  orderId: maybe(text),
});
export type Parcel = Of<typeof parcel>;

/** What became of it. */
export type Delivery =
  | { readonly type: 'ordered'; readonly order: Order; readonly problem?: string }
  | { readonly type: 'proof-needed'; readonly email: string; readonly triesLeft?: number }
  | { readonly type: 'refused'; readonly reason: string; readonly running?: string }
  | { readonly type: 'stopped' };

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const NAME = 'espresso.outbox';
/** The code of an older one is long gone; nobody waits for that coffee any more. */
const KEPT_MS = 60 * 60_000;

/** The parcel that waits to be sent, if there is one; a browser that keeps nothing has none. */
export const openOutbox = (shelf: Shelf | undefined, clock: Clock) => ({
  read: (): Parcel | undefined => {
    try {
      const kept = shelf?.getItem(NAME);
      const found = kept === null || kept === undefined ? undefined : parcel(parseJson(kept));
      return found !== undefined && clock.now() - found.packedMs < KEPT_MS ? found : undefined;
    } catch {
      return undefined;
    }
  },
  keep: (one: Parcel): void => {
    try {
      shelf?.setItem(NAME, JSON.stringify(toJson(one)));
    } catch {
      // Full, or forbidden: then it lives as long as the page does.
    }
  },
  clear: (): void => {
    try {
      shelf?.removeItem(NAME);
    } catch {
      // As above.
    }
  },
});
export type Outbox = ReturnType<typeof openOutbox>;

const signedIn = object({
  status: word('signed-in', 'proof-needed', 'code-wrong'),
  triesLeft: maybe(number),
});
const begun = object({ orderId: text });
const runningOrders = object({ orderIds: maybe(list(text)) });

const LOOK_MS = 120;
const LOOK_MS_MAX = 2_000;

/**
 * Sends an order, step by step, each with a key of its own: sign in, take a drink of the code, choose it. A step whose answer was lost is
 * asked again with the same key, so nothing happens twice.
 */
export const send = async (
  one: Parcel,
  {
    api,
    outbox,
    wait,
    signal,
  }: {
    readonly api: Api;
    readonly outbox: Outbox;
    readonly wait: (ms: number) => Promise<void>;
    readonly signal: AbortSignal;
  },
): Promise<Delivery> => {
  outbox.keep(one);
  const refused = (reason: string, running?: string): Delivery => {
    if (reason === 'stopped') return { type: 'stopped' };
    outbox.clear();
    return { type: 'refused', reason, ...(running !== undefined && { running }) };
  };

  if (one.email !== undefined && one.orderId === undefined) {
    const { shopId, email, proof } = one;
    const body = { shopId, email, ...(proof !== undefined && { code: proof }) };
    // Each time somebody asks is a question of its own: with a code, with another one, or for a new letter.
    const key = `${one.key}-in-${String(one.packedMs)}`;
    const outcome = await api.command('/api/sessions/customer', body, signedIn, { key, signal });
    if (!outcome.ok) return refused(outcome.reason === 'invalid-request' ? 'email-invalid' : outcome.reason);
    const { status, triesLeft } = outcome.reply;
    if (status !== 'signed-in') {
      outbox.clear();
      return { type: 'proof-needed', email, ...(triesLeft !== undefined && { triesLeft }) };
    }
  }

  let { orderId } = one;
  if (orderId === undefined) {
    const { shopId, code, key } = one;
    const outcome = await api.command('/api/orders', { shopId, code }, begun, { key: `${key}-code`, signal });
    if (!outcome.ok)
      return refused(
        outcome.reason,
        outcome.reason === 'limit-reached' ? runningOrders(outcome.data).orderIds?.[0] : undefined,
      );
    ({ orderId } = outcome.reply);
    outbox.keep({ ...one, orderId });
  }

  // The workflow asks whether the bar is open and has room; a moment later it wants to know the drink.
  const placed = await settled(orderId, { api, wait, signal });
  if (placed === undefined) return refused(signal.aborted ? 'stopped' : 'unknown-order');
  if (placed.status !== 'choosing') {
    outbox.clear();
    return { type: 'ordered', order: placed };
  }
  const chosen = await api.command(`/api/orders/${orderId}/drink`, bodyOf(one.wish), readOrder, {
    key: `${one.key}-drink`,
    signal,
  });
  if (chosen.ok) {
    outbox.clear();
    return { type: 'ordered', order: chosen.reply };
  }
  if (chosen.reason === 'stopped') return { type: 'stopped' };
  outbox.clear();
  const now = await api.get(`/api/orders/${orderId}`, readOrder, signal);
  return now.ok
    ? { type: 'ordered', order: now.reply, ...(now.reply.status === 'choosing' && { problem: 'drink-unavailable' }) }
    : refused(now.reason);
};

/** The order once it is more than placed; undefined where it cannot be seen. */
const settled = async (
  orderId: string,
  {
    api,
    wait,
    signal,
  }: { readonly api: Api; readonly wait: (ms: number) => Promise<void>; readonly signal: AbortSignal },
): Promise<Order | undefined> => {
  for (let looks = 0; !signal.aborted; looks++) {
    const outcome = await api.get(`/api/orders/${orderId}`, readOrder, signal);
    if (outcome.ok && outcome.reply.status !== 'placed') return outcome.reply;
    // Without a network, and while the bar is busy or starting again, it is looked for again.
    if (!outcome.ok && outcome.status >= 400 && outcome.status < 500 && outcome.status !== 429) return undefined;
    await wait(Math.min(LOOK_MS_MAX, LOOK_MS * 1.5 ** Math.min(looks, 8)));
  }
  return undefined;
};
