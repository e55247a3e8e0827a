import { EspressoError, unreachable } from '@espresso/kernel';
import type { OrderView } from '@coffee/order-manager/contract';
import type { MenuView, Reply } from '../api/bar.ts';
import { Stopped } from '../api/faults.ts';
import type { PlannedOrder } from '../plan/fate.ts';
import { wishFor } from '../wish.ts';
import { nextAct, type Act, type Outcome } from './next-act.ts';
import { scan, type Door } from './scan.ts';

/** A visit to the bar: a place to scan at, and how long things may take. Times in milliseconds. */
export interface Counter extends Door {
  readonly menu: () => Promise<MenuView>;
  /** The session of the barista who sees to the order; nothing where other baristas do. */
  readonly baristaToken?: () => string;
  /** Between two looks at an order. */
  readonly lookMs: number;
  /** An order that does not change for so long, though nobody waits for the plan, is stuck. */
  readonly stuckMs: number;
  /** An instant of the plan on the machine's clock. */
  readonly toClock: (planMs: number) => number;
}

/** What robots say when they cancel. */
const WHY = { customer: 'changed my mind', barista: 'could not be made' } as const;

/** How an order went. */
export interface Visit {
  readonly orderId: string;
  readonly orderNumber?: number;
  readonly drink?: string;
  readonly outcome: Outcome;
  readonly reason?: string;
}

/** The order stands still, and nobody is to blame but the bar. */
export class Stuck extends EspressoError {
  readonly orderId: string;
  readonly status: string;

  constructor({ orderId, status }: OrderView, stuckMs: number) {
    super(`order ${orderId} stands still at '${status}' for more than ${Math.round(stuckMs / 1_000)} s`);
    this.orderId = orderId;
    this.status = status;
  }
}

/** One order from the scan to its end, as its plan has it. */
export const visit = async (
  counter: Counter,
  customerToken: string,
  planned: PlannedOrder,
  begun: (orderId: string) => void = () => undefined,
): Promise<Visit> => {
  const { bar, machine, signal } = counter;
  const orderId = await scan(counter, customerToken);
  begun(orderId);
  let notToBeHad = 0;
  let view = await bar.order(customerToken, orderId);
  let changedMs = machine.clock.now();

  const carryOut = async (act: Exclude<Act, { type: 'look-again' | 'end' }>): Promise<Reply<OrderView> | undefined> => {
    const barista = counter.baristaToken?.();
    switch (act.type) {
      case 'choose': {
        const wish = wishFor(await counter.menu(), planned, notToBeHad);
        if (wish === undefined) return bar.cancel(customerToken, orderId, 'everything is sold out');
        const { name: _, ...asked } = wish;
        const chosen = await bar.choose(customerToken, orderId, asked);
        if (!chosen.ok && chosen.code === 'drink-unavailable') notToBeHad++;
        return chosen;
      }
      case 'cancel': {
        const token = act.by === 'customer' ? customerToken : barista;
        return token === undefined ? undefined : bar.cancel(token, orderId, WHY[act.by]);
      }
      case 'claim':
      case 'complete':
      case 'collect':
        return barista === undefined ? undefined : bar[act.type](barista, orderId);
      default:
        return unreachable(act);
    }
  };

  for (;;) {
    if (signal.aborted) throw new Stopped();
    const act = nextAct(view, planned);
    if (act.type === 'end') {
      const { orderNumber, drink } = view;
      return {
        orderId,
        ...(orderNumber !== undefined && { orderNumber }),
        ...(drink !== undefined && { drink: drink.name }),
        outcome: act.outcome,
        ...(act.reason !== undefined && { reason: act.reason }),
      };
    }
    let next: OrderView | undefined;
    if (act.type !== 'look-again') {
      const waitMs = counter.toClock(act.atMs) - machine.clock.now();
      if (waitMs > 0) {
        await machine.wait(waitMs, signal);
        changedMs = machine.clock.now();
      }
      const reply = await carryOut(act);
      // A "no" means that the order is not where it was a moment ago: look again.
      if (reply?.ok === true) next = reply.body;
    }
    if (next === undefined || nextAct(next, planned).type === 'look-again') {
      await machine.wait(counter.lookMs, signal);
      if (!isAborted(signal)) next = await bar.order(customerToken, orderId);
    }
    if (next !== undefined && next.status !== view.status) changedMs = machine.clock.now();
    if (next?.unavailable !== undefined && view.unavailable === undefined) notToBeHad++;
    view = next ?? view;
    if (machine.clock.now() - changedMs > counter.stuckMs) throw new Stuck(view, counter.stuckMs);
  }
};

const isAborted = (signal: AbortSignal): boolean => signal.aborted;
