import type { ChosenDrink } from '@coffee/shop/contract';
import type { StaffId } from '@coffee/identity/contract';
import { iso, unreachable } from '@espresso/kernel';
import type { Order, OrderIn } from './order.ts';

/** What happened to an order: all that its next state needs. */
export type Change =
  | {
      readonly type: 'asked';
      readonly taskToken: string;
      readonly chooseBy: string;
      readonly patienceMs?: number;
      readonly unavailable?: { readonly drink: string; readonly ingredient: string };
    }
  | { readonly type: 'extended'; readonly atMs: number }
  | { readonly type: 'chosen'; readonly drink: ChosenDrink }
  /** Asked and chosen at once: at the counter. */
  | { readonly type: 'answered'; readonly drink: ChosenDrink; readonly taskToken: string; readonly chooseBy: string }
  | {
      readonly type: 'queued';
      readonly orderNumber: number;
      readonly drink: ChosenDrink;
      readonly taskToken: string;
      readonly makeBy: string;
      readonly atMs: number;
    }
  | { readonly type: 'claimed'; readonly baristaId: StaffId; readonly baristaName: string; readonly atMs: number }
  | { readonly type: 'released'; readonly atMs: number }
  | { readonly type: 'completed'; readonly atMs: number }
  | { readonly type: 'collected'; readonly atMs: number }
  /** It was not collected after all. */
  | { readonly type: 'recalled' }
  | { readonly type: 'rushed'; readonly baristaId: StaffId; readonly atMs: number }
  | { readonly type: 'back-in-line'; readonly baristaId: StaffId }
  | { readonly type: 'reminded'; readonly atMs: number }
  | { readonly type: 'refused'; readonly reason: OrderIn<'refused'>['reason']; readonly detail: string }
  | {
      readonly type: 'cancelling' | 'cancelled';
      readonly by: 'customer' | 'barista';
      readonly reason: string;
      /** The token that is answered with it. */
      readonly told?: string;
    }
  | { readonly type: 'timed-out'; readonly waitedFor: 'customer' | 'barista' }
  | { readonly type: 'failed' };

/** The order after the change. A change that its state has no room for leaves it as it is. */
export const evolve = (order: Order, change: Change): Order => {
  const identity = identityOf(order);
  switch (change.type) {
    case 'asked': {
      const { type: _, ...question } = change;
      return { ...identity, status: 'choosing', ...question };
    }
    case 'extended': {
      if (order.status !== 'choosing') return order;
      const { patienceMs = 0, extensions = 0 } = order;
      return { ...order, chooseBy: iso(change.atMs + patienceMs), extensions: extensions + 1 };
    }
    case 'chosen': {
      if (order.status !== 'choosing') return order;
      const { taskToken, chooseBy } = order;
      return { ...identity, status: 'submitted', drink: change.drink, answered: { taskToken, chooseBy } };
    }
    case 'answered': {
      const { drink, taskToken, chooseBy } = change;
      return { ...identity, status: 'submitted', drink, answered: { taskToken, chooseBy } };
    }
    case 'queued': {
      const { type: _, atMs, ...waiting } = change;
      const patienceMs = Math.max(0, Date.parse(change.makeBy) - atMs);
      return { ...identity, status: 'queued', ...waiting, queuedMs: atMs, patienceMs };
    }
    case 'claimed': {
      if (order.status !== 'queued') return order;
      const { baristaId, baristaName, atMs } = change;
      return { ...order, status: 'making', baristaId, baristaName, makeBy: touchedAt(order, atMs) };
    }
    case 'released': {
      if (order.status !== 'making') return order;
      const { baristaId: _, baristaName: __, ...waiting } = order;
      return { ...waiting, status: 'queued', makeBy: touchedAt(order, change.atMs) };
    }
    case 'completed': {
      if (order.status !== 'making' && order.status !== 'queued') return order;
      const { orderNumber, drink, queuedMs } = order;
      return {
        ...identity,
        status: 'ready',
        ...{ orderNumber, drink, queuedMs, completedMs: change.atMs },
        ...(order.status === 'making' && { baristaId: order.baristaId }),
      };
    }
    case 'collected': {
      if (order.status !== 'ready') return order;
      const { baristaId: _, remindedMs: __, ...made } = order;
      return { ...made, status: 'collected', collectedMs: change.atMs };
    }
    case 'recalled': {
      if (order.status !== 'collected') return order;
      const { collectedMs: _, ...made } = order;
      return { ...made, status: 'ready' };
    }
    case 'rushed':
      return order.status === 'queued' ? { ...order, rushedMs: change.atMs } : order;
    case 'back-in-line': {
      if (order.status !== 'queued') return order;
      const { rushedMs: _, ...inLine } = order;
      return inLine;
    }
    case 'reminded':
      return order.status === 'ready' ? { ...order, remindedMs: change.atMs } : order;
    case 'refused':
      return { ...identity, status: 'refused', reason: change.reason, detail: change.detail };
    case 'cancelling': {
      const { type, ...cancellation } = change;
      const answered = order.status === 'submitted' ? order.answered : undefined;
      return {
        ...identity,
        ...remainsOf(order),
        status: type,
        ...cancellation,
        ...(answered && { answered }),
      };
    }
    case 'cancelled':
      return { ...identity, ...remainsOf(order), status: 'cancelled', by: change.by, reason: change.reason };
    case 'timed-out':
      return { ...identity, ...remainsOf(order), status: 'timed-out', waitedFor: change.waitedFor };
    case 'failed':
      return { ...identity, ...remainsOf(order), status: 'failed' };
    default:
      return unreachable(change);
  }
};

const identityOf = ({ orderId, shopId, customerId, sessionId, createdMs, walkUp }: Order) => ({
  orderId,
  shopId,
  customerId,
  ...(sessionId !== undefined && { sessionId }),
  createdMs,
  ...(walkUp !== undefined && { walkUp }),
});

const remainsOf = (order: Order) => ({
  ...('orderNumber' in order && order.orderNumber !== undefined && { orderNumber: order.orderNumber }),
  ...('drink' in order && order.drink !== undefined && { drink: order.drink }),
});

/** A barista's touch winds the clock up again, as the workflow's heartbeat does. */
const touchedAt = ({ patienceMs }: OrderIn<'queued' | 'making'>, atMs: number): string => iso(atMs + patienceMs);
