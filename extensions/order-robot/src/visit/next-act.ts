import type { OrderView } from '@coffee/order-manager/contract';
import type { PlannedOrder } from '../plan/fate.ts';

/** How an order ended, as a robot tells it. */
export type Outcome = 'finished' | 'refused' | 'cancelled' | 'timed-out' | 'failed';
export const outcomes: readonly Outcome[] = ['finished', 'refused', 'cancelled', 'timed-out', 'failed'];

/** What a robot does next with an order, and when: milliseconds on the plan's own clock, or as soon as possible. */
export type Act =
  | { readonly type: 'look-again' }
  | { readonly type: 'choose' | 'claim' | 'complete' | 'collect'; readonly atMs: number }
  | { readonly type: 'cancel'; readonly by: 'customer' | 'barista'; readonly atMs: number }
  | { readonly type: 'end'; readonly outcome: Outcome; readonly reason?: string };

const lookAgain: Act = { type: 'look-again' };

/**
 * Looks at the order as the bar shows it and says what comes next by the plan. Nothing is remembered between two looks: a
 * robot that was cut off in the middle of a command sees what became of it and goes on from there.
 */
export const nextAct = (
  view: Pick<OrderView, 'status' | 'reason' | 'by' | 'waitedFor'>,
  planned: PlannedOrder,
): Act => {
  const { fate } = planned;
  switch (view.status) {
    case 'placed':
    case 'submitted':
    case 'cancelling':
      return lookAgain;
    case 'choosing':
      if (fate.type === 'left' && fate.waitedFor === 'customer') return lookAgain;
      return fate.type === 'cancelled' && fate.by === 'customer' && fate.atMs <= planned.chooseMs
        ? { type: 'cancel', by: 'customer', atMs: fate.atMs }
        : { type: 'choose', atMs: planned.chooseMs };
    case 'queued':
      if (fate.type === 'left') return lookAgain;
      return fate.type === 'cancelled'
        ? { type: 'cancel', by: fate.by, atMs: fate.atMs }
        : { type: 'claim', atMs: fate.claimMs };
    case 'making':
      return { type: 'complete', atMs: fate.type === 'made' ? fate.doneMs : 0 };
    case 'ready':
      return { type: 'collect', atMs: 0 };
    case 'collected':
      return { type: 'end', outcome: 'finished' };
    case 'refused':
    case 'failed':
      return { type: 'end', outcome: view.status, ...(view.reason !== undefined && { reason: view.reason }) };
    case 'cancelled':
      return { type: 'end', outcome: 'cancelled', reason: `by the ${view.by ?? 'bar'}` };
    case 'timed-out':
      return { type: 'end', outcome: 'timed-out', reason: `waited for the ${view.waitedFor ?? 'bar'}` };
  }
};
