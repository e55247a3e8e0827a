import { queueView } from '@coffee/order-manager/contract';
import type { Caller } from '@espresso/contract';
import type { Question } from '../bar.ts';
import { staff } from '../callers.ts';
import type { Chance } from '../chance.ts';
import type { Counter, Person } from './person.ts';

type Verb = 'claim' | 'release' | 'complete' | 'collect' | 'cancel';
const SECOND_MS = 1_000;

/** A barista: takes an order, makes it, hands over what is ready; gives back, cancels, or walks away from it now and then. */
export class Barista implements Person {
  readonly name: string;
  readonly #shopId: string;
  readonly #caller: Caller;
  readonly #chance: Chance;
  #making: string | undefined;
  #unanswered: { readonly question: Question; readonly verb: Verb; readonly orderId: string } | undefined;
  #taps = 0;

  constructor(name: string, shopId: string, chance: Chance) {
    this.name = name;
    this.#shopId = shopId;
    this.#caller = staff(name, 'barista', shopId);
    this.#chance = chance;
  }

  async act(bar: Counter): Promise<number | undefined> {
    if (this.#unanswered !== undefined) {
      const { question, verb, orderId } = this.#unanswered;
      return this.#tap(bar, verb, orderId, question);
    }
    if (this.#making !== undefined) return this.#finish(bar, this.#making);
    if (!bar.isOpen && bar.isIdle) return undefined;
    const route = 'GET /api/shops/{shopId}/queue';
    const heard = await bar.ask({ route, params: { shopId: this.#shopId }, caller: this.#caller });
    if (heard === 'nothing' || !heard.accepted) return this.#seconds(5, 20);
    const { queued, making, ready } = queueView.parse(heard.reply);
    const [toHand] = ready;
    if (toHand !== undefined && this.#chance.happens(0.5)) return this.#tap(bar, 'collect', toHand.orderId);
    const [another] = making;
    if (another !== undefined && this.#chance.happens(0.05)) return this.#tap(bar, 'claim', another.orderId);
    // Two who look at the same queue want the same order.
    const [next, afterNext] = queued;
    const wanted = this.#chance.happens(0.8) ? next : (afterNext ?? next);
    return wanted === undefined ? this.#seconds(5, 30) : this.#tap(bar, 'claim', wanted.orderId);
  }

  #finish(bar: Counter, orderId: string): Promise<number | undefined> {
    const chance = this.#chance.next();
    if (chance < 0.02) {
      // Called away, for longer than anybody waits.
      this.#making = undefined;
      return Promise.resolve(this.#seconds(300, 1_500));
    }
    if (chance < 0.07) return this.#tap(bar, 'cancel', orderId);
    if (chance < 0.13) return this.#tap(bar, 'release', orderId);
    return this.#tap(bar, 'complete', orderId);
  }

  async #tap(bar: Counter, verb: Verb, orderId: string, again?: Question): Promise<number | undefined> {
    const question = again ?? {
      route: `POST /api/orders/{orderId}/${verb}`,
      params: { orderId },
      caller: this.#caller,
      body: verb === 'cancel' ? { reason: 'the machine broke' } : undefined,
      key: `${this.name} ${verb} ${String(this.#taps++)}`,
    };
    const heard = await bar.ask(question);
    if (heard === 'nothing' || (!heard.accepted && heard.reason === 'try-again')) {
      this.#unanswered = { question, verb, orderId };
      return this.#seconds(1, 10);
    }
    this.#unanswered = undefined;
    // A wet finger taps twice.
    if (this.#chance.happens(0.05)) await bar.ask({ ...question, key: `${this.name} again ${String(this.#taps++)}` });
    if (verb === 'claim' && heard.accepted) {
      this.#making = orderId;
      return this.#seconds(20, 90);
    }
    if (verb !== 'collect' && verb !== 'claim') this.#making = undefined;
    return this.#seconds(1, 10);
  }

  #seconds(low: number, high: number): number {
    return Math.round(this.#chance.between(low, high)) * SECOND_MS;
  }
}
