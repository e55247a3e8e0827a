import { isDeepStrictEqual } from 'node:util';
import { orderView, type OrderStatus } from '@coffee/order-manager/contract';
import { owns, type Caller } from '@espresso/contract';
import { z } from 'zod';
import type { Heard, Question } from '../bar.ts';
import { holds } from '../invariants.ts';
import type { Ledger } from './ledger.ts';

const begun = z.object({ orderId: z.string() });
/** The particulars of a refusal, where they name orders. */
const underWay = z.object({ orderIds: z.array(z.string()).optional() });
const listed = z.object({ orders: z.array(orderView) });

/** How far on its way an order is; where two have the same rank, it may go from one to the other. */
const rank: Readonly<Record<OrderStatus, number>> = {
  placed: 0,
  choosing: 1,
  submitted: 1,
  queued: 2,
  making: 2,
  ready: 3,
  cancelling: 3,
  collected: 4,
  refused: 4,
  cancelled: 4,
  'timed-out': 4,
  failed: 4,
};
const END = 4;

/** Holds what people hear against what they heard before, and against what is theirs to hear. */
export class Answers {
  /** Orders that somebody was told are theirs. */
  readonly acknowledged = new Map<string, string>();
  readonly #ledger: Ledger;
  readonly #accepted = new Map<string, unknown>();
  readonly #seen = new Map<string, OrderStatus>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Somebody asked, and this is what the bar answered, whether it reached them or not. */
  note({ route, caller, params, key }: Question, heard: Heard): void {
    if (heard === 'nothing') return;
    if (!heard.accepted) {
      const { orderIds = [] } = underWay.parse(heard.data ?? {});
      for (const orderId of orderIds) this.#isTheirs(caller, orderId);
      return;
    }
    const { reply } = heard;
    if (key !== undefined) {
      const first = this.#accepted.get(key);
      const isSame = first === undefined || isDeepStrictEqual(first, reply);
      holds('I2', isSame, () => `${key} was answered ${JSON.stringify(first)}, then ${JSON.stringify(reply)}`);
      this.#accepted.set(key, reply);
    }
    if (caller.kind !== 'customer') return;
    if (route === 'POST /api/orders') this.acknowledged.set(begun.parse(reply).orderId, caller.customerId);
    if (route === 'GET /api/orders')
      for (const { orderId, status } of listed.parse(reply).orders) this.#saw(caller, orderId, status);
    if (route === 'GET /api/orders/{orderId}') {
      const { orderId, status } = orderView.parse(reply);
      this.#saw(caller, orderId, status);
    }
    const asked = params?.['orderId'];
    if (asked !== undefined) this.#isTheirs(caller, asked);
  }

  #saw(caller: Caller, orderId: string, status: OrderStatus): void {
    this.#isTheirs(caller, orderId);
    const before = this.#seen.get(orderId) ?? status;
    const isOnward =
      rank[status] > rank[before] || status === before || (rank[status] === rank[before] && rank[before] < END);
    const isRecalled = before === 'collected' && status === 'ready' && !this.#ledger.lifeOf(orderId).isCollected;
    holds('I5', isOnward || isRecalled, () => `the customer saw order ${orderId} go from ${before} to ${status}`);
    this.#seen.set(orderId, status);
  }

  #isTheirs(caller: Caller, orderId: string): void {
    const life = this.#ledger.lives.get(orderId);
    const isTheirs = life !== undefined && owns(caller, life);
    const owner = life === undefined ? 'nobody' : `${life.customerId} in session ${life.sessionId ?? 'unknown'}`;
    holds('I10', isTheirs, () => `${JSON.stringify(caller)} was told of order ${orderId} of ${owner}`);
  }
}
