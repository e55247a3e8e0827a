import type { Settings } from '@coffee/shop/contract';
import type { PlannedOrder } from './fate.ts';
import type { Plan } from './plan.ts';

const LIMIT_MAX = 1_000;

/**
 * A shop that fits a plan at a speed: as many places as the recorded bar needed at its busiest and a few more, never
 * fewer than usual. They are a real limit: whoever comes to a full queue is turned away. Waiting times shrink with the
 * speed, but not below what a robot needs to be served after the bar was away for a moment.
 */
export const shopFor = ({ orders }: Plan, speed: number) => {
  const busiest = peakOf(orders);
  const longestMs = Math.max(0, ...orders.map(({ chooseMs, arriveMs }) => chooseMs - arriveMs)) / speed;
  const longestInQueueMs = Math.max(0, ...orders.map(inQueueMs)) / speed;
  return {
    drinksPerCode: clamp(orders.length, 10, LIMIT_MAX),
    codeWindowSeconds: 300,
    queueLimit: clamp(Math.ceil(busiest * 1.5) + 5, 20, LIMIT_MAX),
    ordersPerCustomer: 1,
    customerTimeoutSeconds: clamp(Math.ceil(Math.max(300 / speed, longestMs / 1_000 + 20)), 20, 86_400),
    baristaTimeoutSeconds: clamp(Math.ceil(Math.max(900 / speed, longestInQueueMs / 1_000 + 60)), 60, 86_400),
    emailPolicy: 'trust',
  } as const satisfies Partial<Settings>;
};

/** How many orders the plan has under way at its busiest moment. */
export const peakOf = (orders: readonly PlannedOrder[]): number => {
  const changes = orders.flatMap((order) => [
    { atMs: order.arriveMs, by: 1 },
    { atMs: leavesMs(order), by: -1 },
  ]);
  changes.sort((one, other) => one.atMs - other.atMs || one.by - other.by);
  let under = 0;
  return changes.reduce((peak, { by }) => Math.max(peak, (under += by)), 0);
};

const leavesMs = ({ fate, chooseMs }: PlannedOrder): number =>
  fate.type === 'made' ? fate.doneMs : fate.type === 'cancelled' ? fate.atMs : chooseMs + 300_000;

const inQueueMs = (order: PlannedOrder): number => leavesMs(order) - order.chooseMs;

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);
