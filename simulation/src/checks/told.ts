import { orderChannel } from '@coffee/publisher/contract';
import { orderView, type OrderStatus } from '@coffee/order-manager/contract';
import type { Bar } from '../bar.ts';
import { customer } from '../callers.ts';
import { holds } from '../invariants.ts';
import type { Life } from './ledger.ts';
import type { End } from './order-law.ts';

/** How each end reaches the customer: as a message on the page, and as the order's status. */
const toldAs: Readonly<Record<End, readonly [message: string, ...OrderStatus[]]>> = {
  'OrderProcessor.ShopUnavailable': ['shop-unavailable', 'refused'],
  'OrderProcessor.OrderFinished': ['order-finished', 'ready', 'collected'],
  'OrderProcessor.OrderCancelled': ['order-cancelled', 'cancelled'],
  'OrderProcessor.OrderTimedOut': ['order-timed-out', 'timed-out'],
  'OrderProcessor.OrderFailed': ['order-failed', 'failed'],
};
const endings: ReadonlySet<string> = new Set(Object.values(toldAs).map(([message]) => message));

/** Every order has come to its one end, and its customer was told so, and of no other. */
export const checkTold = async (bar: Bar, lives: Iterable<Life>): Promise<void> => {
  const told = new Map<string, Set<string>>();
  for (const updates of bar.told.values())
    for (const { channel, message } of updates)
      if (endings.has(message.type)) told.set(channel, (told.get(channel) ?? new Set()).add(message.type));

  for (const { orderId, customerId, shopId, end, isMade } of lives) {
    holds('I1', end !== undefined, () => `order ${orderId} came to no end`);
    const [message, ...usual] = toldAs[end];
    const statuses: readonly OrderStatus[] = isMade ? ['ready', 'collected'] : usual;
    const heard = [...(told.get(orderChannel(orderId)) ?? [])];
    holds(
      'I1',
      heard.join() === message,
      () => `of ${end}, the customer of ${orderId} heard ${heard.join() || 'nothing'}`,
    );
    const route = 'GET /api/orders/{orderId}';
    const caller = customer(customerId, shopId, { sessionId: 'afterwards', proved: true });
    const outcome = await bar.ask({ route, params: { orderId }, caller });
    const view = outcome !== 'nothing' && outcome.accepted ? orderView.parse(outcome.reply) : undefined;
    const isRight = view !== undefined && statuses.includes(view.status);
    holds('I1', isRight, () => `after ${end}, order ${orderId} is ${view?.status ?? 'not to be found'}`);
  }
};
