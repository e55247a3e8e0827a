import type { Ids, JsonObject } from '@espresso/kernel';
import { pause, type Api } from '@espresso/ui/api';
import { order, reminded, taken } from '../wire.ts';

/** What became of an order at the counter. */
export type AtCounter =
  | { readonly type: 'taken' }
  /** Closed, paused, after the last call; or as many as there may be. */
  | { readonly type: 'closed' | 'full' }
  | { readonly type: 'refused'; readonly detail: string | undefined };

const LOOK_MS = 250;
const LOOKS_MAX = 40;
const UNDER_WAY = new Set(['placed', 'choosing', 'submitted', 'cancelling']);

/** Orders for somebody without a phone, and waits until the order is in the queue, or is not. */
export const takeAtCounter = async (api: Api, ids: Ids, shopId: string, choice: JsonObject): Promise<AtCounter> => {
  const outcome = await api.command(`/api/shops/${shopId}/walk-ups`, choice, taken, { key: ids.next(), triesMax: 4 });
  if (!outcome.ok) return { type: 'refused', detail: outcome.detail };
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const found = await api.get(`/api/orders/${outcome.reply.orderId}`, order);
    if (found.ok && found.reply.status === 'refused')
      return { type: found.reply.reason === 'no-capacity' ? 'full' : 'closed' };
    if (found.ok && found.reply.status === 'cancelled') return { type: 'refused', detail: found.reply.reason };
    if (found.ok && !UNDER_WAY.has(found.reply.status)) return { type: 'taken' };
    await pause(LOOK_MS);
  }
  // Still on its way: the ticket shows up by itself.
  return { type: 'taken' };
};

/** Tells everybody again whose drink is ready. How many, or nobody because they were told a moment ago. */
export const remindAll = async (api: Api, ids: Ids, shopId: string): Promise<number | 'just-told' | undefined> => {
  const outcome = await api.command(`/api/shops/${shopId}/reminders`, {}, reminded, { key: ids.next(), triesMax: 2 });
  if (outcome.ok) return outcome.reply.reminded;
  return outcome.reason === 'just-told' ? 'just-told' : undefined;
};
