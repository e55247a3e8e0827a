import { drinkViewOf, type OrderView, type Ticket } from './contract/index.ts';
import { messageFor } from './message.ts';
import type { Order, OrderIn } from './order.ts';

/** An order as its customer and the baristas may see it: without task tokens. */
export const viewOf = (order: Order, ahead?: number): OrderView => ({
  orderId: order.orderId,
  shopId: order.shopId,
  status: order.status,
  message: messageFor(order, ahead),
  createdMs: order.createdMs,
  ...('drink' in order && order.drink !== undefined && { drink: drinkViewOf(order.drink) }),
  ...('orderNumber' in order && order.orderNumber !== undefined && { orderNumber: order.orderNumber }),
  ...('chooseBy' in order && { chooseBy: order.chooseBy }),
  ...('unavailable' in order && order.unavailable !== undefined && { unavailable: order.unavailable }),
  ...(order.status === 'queued' && ahead !== undefined && { ahead }),
  ...('makeBy' in order && { makeBy: order.makeBy }),
  ...('completedMs' in order && { completedMs: order.completedMs }),
  ...(order.status === 'making' && { maker: order.baristaName }),
  ...('reason' in order && { reason: order.reason }),
  ...('by' in order && { by: order.by }),
  ...('waitedFor' in order && { waitedFor: order.waitedFor }),
});

/** An order as a barista reads it. */
export const ticketOf = (order: OrderIn<'queued' | 'making' | 'ready'>): Ticket => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  status: order.status,
  drink: drinkViewOf(order.drink),
  queuedMs: order.queuedMs,
  ...(order.status === 'ready' ? { completedMs: order.completedMs } : { makeBy: order.makeBy }),
  ...('rushedMs' in order && order.rushedMs !== undefined && { rushedMs: order.rushedMs }),
  ...(order.walkUp !== undefined && { walkUp: true as const }),
  ...(order.status === 'making' && { maker: { baristaId: order.baristaId, name: order.baristaName } }),
});
