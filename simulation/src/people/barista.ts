import { queueView } from '@coffee/order-manager/contract';
import type { Caller } from '@espresso/contract';
import type { Question } from '../bar.ts';
import { staff } from '../callers.ts';
import type { Chance } from '../chance.ts';
import type { Counter, Person } from './person.ts';

type Verb = 'claim' | 'release' | 'complete' | 'collect' | 'cancel' | 'rush' | 'recall';
interface Tap {
  readonly verb: Verb | 'walk-up' | 'remind';
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
const SECOND_MS = 1_000;
const drinkIds = ['espresso', 'latte', 'flat-white'] as const;

/**
 * A barista: takes an order, makes it, hands over what is ready; now and then gives back, cancels or walks away from it, orders
 * for somebody without a phone, moves an order to the front, reminds those who let theirs stand, takes back a hand-over.
 */
export class Barista implements Person {
  readonly name: string;
  readonly #shopId: string;
  readonly #caller: Caller;
  readonly #chance: Chance;
  #making: string | undefined;
  #handedOver: string | undefined;
  #unanswered: { readonly question: Question; readonly tap: Tap } | undefined;
  #taps = 0;

  constructor(name: string, shopId: string, chance: Chance) {
    this.name = name;
    this.#shopId = shopId;
    this.#caller = staff(name, 'barista', shopId);
    this.#chance = chance;
  }

  async act(bar: Counter): Promise<number | undefined> {
    if (this.#unanswered !== undefined) {
      const { question, tap } = this.#unanswered;
      return this.#tap(bar, tap, question);
    }
    if (this.#making !== undefined) return this.#finish(bar, this.#making);
    if (!bar.isOpen && bar.isIdle) return undefined;
    const route = 'GET /api/shops/{shopId}/queue';
    const heard = await bar.ask({ route, params: { shopId: this.#shopId }, caller: this.#caller });
    if (heard === 'nothing' || !heard.accepted) return this.#seconds(5, 20);
    const { queued, making, ready } = queueView.parse(heard.reply);
    const [toHand] = ready;
    if (toHand !== undefined && this.#chance.happens(0.5))
      return this.#tap(bar, this.#order('collect', toHand.orderId));
    const [another] = making;
    if (another !== undefined && this.#chance.happens(0.05))
      return this.#tap(bar, this.#order('claim', another.orderId));
    const whim = this.#whim(
      bar,
      queued.map(({ orderId }) => orderId),
    );
    if (whim !== undefined) return this.#tap(bar, whim);
    // Two who look at the same queue want the same order.
    const [next, afterNext] = queued;
    const wanted = this.#chance.happens(0.8) ? next : (afterNext ?? next);
    return wanted === undefined ? this.#seconds(5, 30) : this.#tap(bar, this.#order('claim', wanted.orderId));
  }

  /** Something besides making what is next, one time in ten. */
  #whim(bar: Counter, line: readonly string[]): Tap | undefined {
    const params = { shopId: this.#shopId };
    const chance = this.#chance.next();
    if (chance < 0.03 && bar.isOpen) {
      const drinkId = this.#chance.pick(drinkIds);
      return { verb: 'walk-up', route: 'POST /api/shops/{shopId}/walk-ups', params, body: { drinkId } };
    }
    if (chance > 0.97) return { verb: 'remind', route: 'POST /api/shops/{shopId}/reminders', params };
    if (chance > 0.94 && this.#handedOver !== undefined) return this.#order('recall', this.#handedOver);
    const [first, last] = [line[0], line.at(-1)];
    if (chance > 0.92 && last !== undefined) return this.#order('rush', last, { rush: true });
    if (chance > 0.88 && first !== undefined) return this.#order('rush', first, { rush: false });
    return undefined;
  }

  #order(verb: Verb, orderId: string, body?: unknown): Tap {
    return { verb, route: `POST /api/orders/{orderId}/${verb}`, params: { orderId }, body };
  }

  #finish(bar: Counter, orderId: string): Promise<number | undefined> {
    const chance = this.#chance.next();
    if (chance < 0.02) {
      // Called away, for longer than anybody waits.
      this.#making = undefined;
      return Promise.resolve(this.#seconds(300, 1_500));
    }
    if (chance < 0.07) return this.#tap(bar, this.#order('cancel', orderId, { reason: 'the machine broke' }));
    if (chance < 0.13) return this.#tap(bar, this.#order('release', orderId));
    return this.#tap(bar, this.#order('complete', orderId));
  }

  async #tap(bar: Counter, tap: Tap, again?: Question): Promise<number | undefined> {
    const { verb, route, params, body } = tap;
    const key = `${this.name} ${verb} ${String(this.#taps++)}`;
    const question = again ?? { route, params, caller: this.#caller, body, key };
    const heard = await bar.ask(question);
    if (heard === 'nothing' || (!heard.accepted && heard.reason === 'try-again')) {
      this.#unanswered = { question, tap };
      return this.#seconds(1, 10);
    }
    this.#unanswered = undefined;
    // A wet finger taps twice.
    if (this.#chance.happens(0.05)) await bar.ask({ ...question, key: `${this.name} again ${String(this.#taps++)}` });
    if (verb === 'claim' && heard.accepted) {
      this.#making = params['orderId'];
      return this.#seconds(20, 90);
    }
    if (verb === 'collect') this.#handedOver = params['orderId'];
    if (verb === 'release' || verb === 'complete' || verb === 'cancel') this.#making = undefined;
    return this.#seconds(1, 10);
  }

  #seconds(low: number, high: number): number {
    return Math.round(this.#chance.between(low, high)) * SECOND_MS;
  }
}
