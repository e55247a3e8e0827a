import type { Emission } from '@espresso/contract';
import type { Change } from './change.ts';
import {
  cancellationRequested,
  customerReminded,
  drinkChosen,
  orderBackInLine,
  orderClaimed,
  orderCollected,
  orderCompleted,
  orderRecalled,
  orderReleased,
  orderRushed,
} from './contract/index.ts';
import type { Order } from './order.ts';

/** What this context publishes of a change that a person made. What the workflow said, it said itself. */
export const happened = (order: Order, change: Change): readonly Emission[] => {
  const { orderId, shopId, customerId, sessionId } = order;
  const who = { orderId, shopId, customerId };
  const begunBy = sessionId === undefined ? {} : { sessionId };
  if (change.type === 'chosen') return [drinkChosen({ ...who, drink: change.drink })];
  if (change.type === 'cancelling')
    return [cancellationRequested({ ...who, by: change.by, reason: change.reason, ...begunBy })];
  if (change.type === 'claimed' && order.status === 'queued')
    return [orderClaimed({ ...who, orderNumber: order.orderNumber, baristaId: change.baristaId })];
  if (change.type === 'released' && order.status === 'making')
    return [orderReleased({ ...who, orderNumber: order.orderNumber, baristaId: order.baristaId })];
  if (change.type === 'completed' && order.status === 'making')
    return [orderCompleted({ ...who, orderNumber: order.orderNumber, baristaId: order.baristaId, ...begunBy })];
  if (change.type === 'collected' && order.status === 'ready')
    return [orderCollected({ ...who, orderNumber: order.orderNumber })];
  if (change.type === 'recalled' && order.status === 'collected')
    return [orderRecalled({ ...who, orderNumber: order.orderNumber })];
  if (change.type === 'rushed' && order.status === 'queued')
    return [orderRushed({ ...who, orderNumber: order.orderNumber, baristaId: change.baristaId })];
  if (change.type === 'back-in-line' && order.status === 'queued')
    return [orderBackInLine({ ...who, orderNumber: order.orderNumber, baristaId: change.baristaId })];
  if (change.type === 'reminded' && order.status === 'ready')
    return [customerReminded({ ...who, orderNumber: order.orderNumber })];
  return [];
};
