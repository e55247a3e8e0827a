import { customerId } from '@coffee/identity/contract';
import { menu, shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import { defineTable, type Write } from '@espresso/contract';
import { z } from 'zod';
import { hasEnded, order, type Order } from './order.ts';

const owner = 'order-manager';
const KEPT_SECONDS = 30 * 86_400;

const stored = z.object({
  orderId,
  customerId,
  createdMs: z.number(),
  /** Counted up by every change: a command counts only on the order it was decided on. */
  version: z.number().int(),
  /** Which board it is on, and where: only while it is queued, being made, ready or collected. */
  board: z.string().optional(),
  orderNumber: z.number().int().optional(),
  /** Set once nothing is left to be made, in seconds since 1970. */
  expiresAt: z.number().int().optional(),
  order,
});
export type StoredOrder = z.output<typeof stored>;

export const BOARD = 'board';
export const BY_CUSTOMER = 'byCustomer';

export const orders = defineTable({
  owner,
  name: 'orders',
  purpose: 'Every order: where it is on its way, and the task token that its workflow waits with.',
  partitionKey: { name: 'orderId', type: 'S' },
  indexes: [
    {
      name: BOARD,
      partitionKey: { name: 'board', type: 'S' },
      sortKey: { name: 'orderNumber', type: 'N' },
      projection: 'ALL',
    },
    {
      name: BY_CUSTOMER,
      partitionKey: { name: 'customerId', type: 'S' },
      sortKey: { name: 'createdMs', type: 'N' },
      projection: 'ALL',
    },
  ],
  expiresAt: 'expiresAt',
  item: stored,
});

/** The menus, as their shops last published them. */
export const menus = defineTable({
  owner,
  name: 'menus',
  purpose: "This context's own copy of every shop's menu, to check choices against.",
  partitionKey: { name: 'shopId', type: 'S' },
  item: z.object({ shopId, menu, revision: z.number().int() }),
});

/** The board of what a shop has to make. */
export const workOf = (shop: string): string => shop;
/** The board of what waits to be picked up: apart, as nobody has to tap "collected" and it may grow long. */
export const readyOf = (shop: string): string => `${shop}/ready`;

/** What was collected: apart, too, so that the last of it can be found. */
export const doneOf = (shop: string): string => `${shop}/done`;

/** Writes an order: over the version it was decided on, or for the first time. */
export const save = (next: Order, before: StoredOrder | undefined, nowMs: number): Write<never> => {
  const { orderId: id, customerId: customer, createdMs } = next;
  const over = hasEnded(next) || next.status === 'ready';
  const item = {
    orderId: id,
    customerId: customer,
    createdMs,
    ...placeOf(next),
    ...(over && { expiresAt: Math.ceil(nowMs / 1000) + KEPT_SECONDS }),
    order: next,
  };
  return before === undefined
    ? orders.create({ ...item, version: 1 })
    : orders.replace({ ...item, version: before.version });
};

const placeOf = (next: Order) => {
  if (next.status === 'queued' || next.status === 'making')
    return { board: workOf(next.shopId), orderNumber: next.orderNumber };
  if (next.status === 'collected') return { board: doneOf(next.shopId), orderNumber: next.orderNumber };
  return next.status === 'ready' ? { board: readyOf(next.shopId), orderNumber: next.orderNumber } : {};
};
