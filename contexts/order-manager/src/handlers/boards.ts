import type { ShopId } from '@coffee/shop/contract';
import type { Work } from '@espresso/contract';
import type { OrderIn } from '../order.ts';
import { BOARD, orders, readyOf, workOf } from '../tables.ts';

/** As many as the longest queue there can be. */
const WORK_MAX = 1_000;
/** More than that nobody looks for on a counter. */
const READY_MAX = 50;

/** What a shop has to make: what is rushed first, then in the order of the numbers. */
export const toMake = async (shop: ShopId, work: Work): Promise<readonly OrderIn<'queued' | 'making'>[]> => {
  const { items } = await work.query(orders, { index: BOARD, partition: workOf(shop), limit: WORK_MAX });
  return items
    .flatMap(({ order }) => (order.status === 'queued' || order.status === 'making' ? [order] : []))
    .sort((a, b) => turnOf(a) - turnOf(b) || a.orderNumber - b.orderNumber);
};

/** What waits to be picked up, the last finished numbers only, in their order. */
export const toPickUp = async (shop: ShopId, work: Work): Promise<readonly OrderIn<'ready'>[]> => {
  const { items } = await work.query(orders, {
    index: BOARD,
    partition: readyOf(shop),
    reverse: true,
    limit: READY_MAX,
  });
  return items.flatMap(({ order }) => (order.status === 'ready' ? [order] : [])).reverse();
};

/** What is not rushed comes after everything that is. */
const turnOf = ({ rushedMs }: OrderIn<'queued' | 'making'>): number => rushedMs ?? Number.MAX_SAFE_INTEGER;
