import { orderId } from '@coffee/validator/contract';
import { accept, eventMetadata, patternOf, type AnyEvent, type Envelope, type Subscription } from '@espresso/contract';
import { momentOf } from '../in-order.ts';
import { shownDetail } from '../shown-detail.ts';
import { KEPT_SECONDS, trail } from '../tables.ts';

/** Whether events of this type belong to an order. */
export const isOfOrder = ({ schema }: AnyEvent): boolean => Object.hasOwn(schema.shape, 'orderId');

/**
 * Keeps every event of an order: one blind put, at a place that follows from the event alone, so that a second delivery
 * (or a replay) writes what is there already.
 */
export const keepStep = (events: readonly AnyEvent[]): Subscription => {
  const byType = new Map(events.map((event) => [event.detailType, event]));
  return {
    events,
    pattern: patternOf(events, { orderId: [{ exists: true }] }),
    target: {
      type: 'handler',
      run: (envelope, work) => {
        const event = byType.get(envelope['detail-type']);
        const entry = event && entryOf(envelope, event, work.nowMs);
        return Promise.resolve(accept(entry && { write: [trail.put(entry)] }));
      },
    },
  };
};

const entryOf = (envelope: Envelope, event: AnyEvent, nowMs: number) => {
  const id = orderId.safeParse(envelope.detail['orderId']);
  if (!id.success) return undefined;
  const metadata = eventMetadata.safeParse(envelope.detail['metadata']).data;
  return {
    orderId: id.data,
    moment: momentOf(envelope.time, envelope.id),
    eventId: envelope.id,
    type: event.detailType,
    context: event.owner,
    detail: shownDetail(envelope, event),
    ...(metadata?.causationId !== undefined && { causationId: metadata.causationId }),
    expiresAt: Math.floor(nowMs / 1_000) + KEPT_SECONDS,
  };
};
