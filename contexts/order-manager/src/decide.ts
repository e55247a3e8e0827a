import type { StaffId } from '@coffee/identity/contract';
import type { BaristaAnswer, CustomerAnswer } from '@coffee/order-processor/contract';
import type { ChosenDrink } from '@coffee/shop/contract';
import type { Change } from './change.ts';
import { sameDrink } from './drink.ts';
import { isBeforeQueue, type Order, type OrderIn } from './order.ts';

/** Why not. */
export type Refusal =
  | 'not-yet'
  | 'too-late'
  | 'extended-enough'
  | 'being-made'
  | 'not-queued'
  | 'claimed-by-another'
  | 'not-claimed'
  | 'not-ready'
  | 'not-collected'
  | 'already-over';

/** What the waiting workflow is told. */
export interface Message {
  readonly taskToken: string;
  readonly answer: CustomerAnswer | BaristaAnswer | 'heartbeat';
}

/** Yes, with what it changes and what the workflow is told; a yes without a change is a second tap. */
export type Decision<Reason extends Refusal = Refusal> =
  | { readonly accepted: true; readonly change?: Change; readonly tell?: Message }
  | { readonly accepted: false; readonly reason: Reason };

/** A barista who wants something of an order, and when. */
interface Hand {
  readonly baristaId: StaffId;
  readonly atMs: number;
}

const done: Decision<never> = { accepted: true };
const no = <const Reason extends Refusal>(reason: Reason): Decision<Reason> => ({ accepted: false, reason });

const choose = (order: Order, drink: ChosenDrink): Decision<'not-yet' | 'too-late'> => {
  if (order.status === 'placed') return no('not-yet');
  if (order.status === 'choosing')
    return {
      accepted: true,
      change: { type: 'chosen', drink },
      tell: { taskToken: order.taskToken, answer: { outcome: 'chosen', drink } },
    };
  const chosen = order.status === 'submitted' || order.status === 'queued';
  return chosen && sameDrink(order.drink, drink) ? done : no('too-late');
};

/** As often as WCAG 2.2.1 asks for; a place is not kept for ever. */
const EXTENSIONS_MAX = 10;

const extend = (order: Order, atMs: number): Decision<'not-yet' | 'too-late' | 'extended-enough'> => {
  if (order.status === 'placed') return no('not-yet');
  if (order.status !== 'choosing') return no('too-late');
  const { taskToken, patienceMs, extensions = 0 } = order;
  if (patienceMs === undefined || extensions >= EXTENSIONS_MAX) return no('extended-enough');
  return { accepted: true, change: { type: 'extended', atMs }, tell: { taskToken, answer: 'heartbeat' } };
};

const cancel = (order: Order, by: 'customer' | 'barista', reason: string): Decision<'being-made' | 'already-over'> => {
  const cancelling = { type: 'cancelling', by, reason } as const;
  // The workflow is on its way between two waits: it is told as soon as it hands out its next token.
  if (order.status === 'placed' || order.status === 'submitted') return { accepted: true, change: cancelling };
  if (order.status === 'making' && by === 'customer') return no('being-made');
  if (order.status === 'choosing' || order.status === 'queued' || order.status === 'making') {
    const { taskToken } = order;
    return {
      accepted: true,
      change: { ...cancelling, told: taskToken },
      tell: { taskToken, answer: { outcome: 'cancelled', by, reason } },
    };
  }
  return order.status === 'cancelling' || order.status === 'cancelled' ? done : no('already-over');
};

const claim = (
  order: Order,
  barista: Hand & { readonly baristaName: string },
): Decision<'not-queued' | 'claimed-by-another' | 'already-over'> => {
  if (isBeforeQueue(order)) return no('not-queued');
  if (order.status === 'making') return order.baristaId === barista.baristaId ? done : no('claimed-by-another');
  if (order.status !== 'queued') return no('already-over');
  return {
    accepted: true,
    change: { type: 'claimed', ...barista },
    tell: { taskToken: order.taskToken, answer: 'heartbeat' },
  };
};

const release = (
  order: Order,
  { baristaId, atMs }: Hand,
): Decision<'not-queued' | 'claimed-by-another' | 'already-over'> => {
  if (isBeforeQueue(order)) return no('not-queued');
  if (order.status === 'queued') return done;
  if (order.status !== 'making') return no('already-over');
  if (order.baristaId !== baristaId) return no('claimed-by-another');
  return {
    accepted: true,
    change: { type: 'released', atMs },
    tell: { taskToken: order.taskToken, answer: 'heartbeat' },
  };
};

const complete = (
  order: Order,
  { baristaId, atMs }: Hand,
): Decision<'not-queued' | 'not-claimed' | 'claimed-by-another' | 'already-over'> => {
  if (isBeforeQueue(order)) return no('not-queued');
  if (order.status === 'queued') return no('not-claimed');
  if (order.status === 'ready' && order.baristaId === baristaId) return done;
  if (order.status !== 'making') return no('already-over');
  if (order.baristaId !== baristaId) return no('claimed-by-another');
  return {
    accepted: true,
    change: { type: 'completed', atMs },
    tell: { taskToken: order.taskToken, answer: { outcome: 'completed' } },
  };
};

const collect = (order: Order, atMs: number): Decision<'not-ready' | 'already-over'> => {
  if (order.status === 'ready') return { accepted: true, change: { type: 'collected', atMs } };
  if (order.status === 'collected') return done;
  const underWay = isBeforeQueue(order) || order.status === 'queued' || order.status === 'making';
  return no(underWay ? 'not-ready' : 'already-over');
};

/** Before all others, or back in line: as long as nobody makes it. */
const rush = (
  order: Order,
  { baristaId, atMs }: Hand,
  isWanted: boolean,
): Decision<'not-queued' | 'being-made' | 'already-over'> => {
  if (isBeforeQueue(order)) return no('not-queued');
  if (order.status === 'making') return no('being-made');
  if (order.status !== 'queued') return no('already-over');
  if ((order.rushedMs !== undefined) === isWanted) return done;
  return {
    accepted: true,
    change: isWanted ? { type: 'rushed', baristaId, atMs } : { type: 'back-in-line', baristaId },
  };
};

/** A tap too many: the drink still stands on the counter. */
const recall = (order: Order): Decision<'not-collected'> => {
  if (order.status === 'ready') return done;
  return order.status === 'collected' ? { accepted: true, change: { type: 'recalled' } } : no('not-collected');
};

/** How long a customer is left alone after having been told, in milliseconds. */
const REMINDED_MS = 3 * 60_000;

/** Tells again that a drink is ready; nothing while that was said a moment ago. */
const remind = (order: OrderIn<'ready'>, atMs: number): Change | undefined =>
  atMs - (order.remindedMs ?? order.completedMs) < REMINDED_MS ? undefined : { type: 'reminded', atMs };

/** What becomes of a person's wish. Pure; the same wish on the state it produced changes nothing and is answered alike. */
export const decide = { choose, extend, cancel, claim, release, complete, collect, rush, recall, remind };
