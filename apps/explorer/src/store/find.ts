import type { Api } from '@espresso/ui/api';
import type { Place } from '../model/address.ts';
import { everything } from '../model/filter.ts';
import { eventPage, executionSummary, trace } from '../wire.ts';

/**
 * Where a pasted text leads: the number of an order, or the id of an order, an event or a conversation.
 * @returns undefined where nothing in the log is called so
 */
export const findPlace = async (api: Api, asked: string): Promise<Partial<Place> | undefined> => {
  const text = asked.trim().replace(/^#/, '');
  if (/^[0-9]{1,9}$/.test(text)) {
    const pattern = JSON.stringify({ detail: { orderNumber: [Number(text)] } });
    const page = await api.get(`/api/events?limit=1&pattern=${encodeURIComponent(pattern)}`, eventPage);
    const order = page.ok ? page.reply.events[0]?.correlationId : undefined;
    return order === undefined ? undefined : { view: 'order', order };
  }
  const id = encodeURIComponent(text);
  if ((await api.get(`/api/orders/${id}/execution`, executionSummary)).ok) return { view: 'order', order: text };
  const event = await api.get(`/api/events/${id}/trace`, trace);
  if (event.ok) return { view: 'bus', filter: everything, event: event.reply.event.id };
  const conversation = await api.get(`/api/events?limit=1&correlationId=${id}`, eventPage);
  if (conversation.ok && conversation.reply.events.length > 0)
    return { view: 'bus', filter: { ...everything, order: text } };
  return undefined;
};
