import type { Access } from '@espresso/contract';

/** What the overhead display and every phone may follow: numbers and the state of the shop, nothing of persons. */
export const boardChannel = (shopId: string): string => `shop:${shopId}:board`;
/** What the baristas of a shop follow. */
export const queueChannel = (shopId: string): string => `shop:${shopId}:queue`;
/** What the customer of an order follows, and the staff of its shop. */
export const orderChannel = (orderId: string): string => `order:${orderId}`;
/** Every event of a shop, masked. */
export const shopEventsChannel = (shopId: string): string => `shop:${shopId}:events`;
/** Every event of all shops, masked. */
export const EVENTS_CHANNEL = 'events';

/** What it takes to follow a channel: a role, and a reach that whoever opens the stream has to check. */
export interface ChannelRule {
  readonly access: Access;
  /** `shop`: staff of this shop. `order`: the customer whose order it is, or staff of its shop. `installation`: staff of all shops. */
  readonly reach:
    | { readonly kind: 'anyone' }
    | { readonly kind: 'shop'; readonly shopId: string }
    | { readonly kind: 'order'; readonly orderId: string }
    | { readonly kind: 'installation' };
}

const CHANNEL = /^(?:shop:([a-z0-9][a-z0-9-]{0,38}):(board|queue|events)|order:([A-Za-z0-9_-]{1,64})|(events))$/;

/** What a channel's name asks of those who follow it; undefined where there is no such channel. */
export const ruleOf = (channel: string): ChannelRule | undefined => {
  const [, shopId = '', shopPart, orderId, events] = CHANNEL.exec(channel) ?? [];
  if (events !== undefined) return { access: ['viewer'], reach: { kind: 'installation' } };
  if (orderId !== undefined) return { access: ['customer', 'barista'], reach: { kind: 'order', orderId } };
  switch (shopPart) {
    case 'board':
      return { access: ['anyone'], reach: { kind: 'anyone' } };
    case 'queue':
      return { access: ['barista'], reach: { kind: 'shop', shopId } };
    case 'events':
      return { access: ['viewer'], reach: { kind: 'shop', shopId } };
    case undefined:
    default:
      return undefined;
  }
};
