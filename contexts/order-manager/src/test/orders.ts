import { customerId, sessionId, staffId } from '@coffee/identity/contract';
import { chosenDrink, shopId } from '@coffee/shop/contract';
import { orderId } from '@coffee/validator/contract';
import type { Order, OrderIn } from '../order.ts';

/** Builders for tests: one valid order of every status, and the people around it. */

export const bo = { baristaId: staffId.parse('bo'), baristaName: 'Bo', atMs: 2_000 };
export const cy = { baristaId: staffId.parse('cy'), baristaName: 'Cy', atMs: 2_000 };

export const latte = chosenDrink.parse({
  drinkId: 'latte',
  name: 'Latte',
  icon: 'latte',
  size: 'Large',
  modifiers: ['Oat milk', 'Extra shot'],
  ingredients: { beans: 27, 'oat-milk': 300, cup: 1 },
});
export const espresso = chosenDrink.parse({
  drinkId: 'espresso',
  name: 'Espresso',
  icon: 'espresso',
  modifiers: [],
  ingredients: { beans: 9, cup: 1 },
});

const identity = {
  orderId: orderId.parse('order-1'),
  shopId: shopId.parse('main'),
  customerId: customerId.parse('ana'),
  sessionId: sessionId.parse('session-1'),
  createdMs: 0,
};
const numbered = { orderNumber: 42, drink: latte, queuedMs: 1_000 };
const waiting = { ...numbered, taskToken: 'token-3', makeBy: '1970-01-01T00:15:01.000Z', patienceMs: 900_000 };
const question = { taskToken: 'token-1', chooseBy: '1970-01-01T00:05:00.000Z' };

export const orderIn: { readonly [Status in Order['status']]: OrderIn<Status> } = {
  placed: { ...identity, status: 'placed' },
  choosing: { ...identity, status: 'choosing', ...question },
  submitted: { ...identity, status: 'submitted', drink: latte, answered: question },
  queued: { ...identity, status: 'queued', ...waiting },
  making: { ...identity, status: 'making', ...waiting, baristaId: bo.baristaId, baristaName: bo.baristaName },
  ready: { ...identity, status: 'ready', ...numbered, completedMs: 5_000, baristaId: bo.baristaId },
  collected: { ...identity, status: 'collected', ...numbered, completedMs: 5_000, collectedMs: 6_000 },
  cancelling: { ...identity, status: 'cancelling', by: 'customer', reason: 'changed my mind' },
  refused: { ...identity, status: 'refused', reason: 'no-capacity', detail: '' },
  cancelled: { ...identity, status: 'cancelled', by: 'customer', reason: 'changed my mind' },
  'timed-out': { ...identity, status: 'timed-out', waitedFor: 'barista' },
  failed: { ...identity, status: 'failed' },
};

export const everyOrder: readonly Order[] = Object.values(orderIn);
