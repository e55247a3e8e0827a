import { orderView, type OrderStatus } from '@coffee/order-manager/contract';
import { startingMenu } from '@coffee/shop/contract';
import { z } from 'zod';
import type { Heard, Question } from '../bar.ts';
import { staff, type CustomerCaller } from '../callers.ts';
import type { Chance } from '../chance.ts';
import type { Counter, Person } from './person.ts';

/** What a customer is up to. */
type Mood =
  | { readonly type: 'looking' }
  | { readonly type: 'scanning'; readonly code: string }
  | { readonly type: 'waiting'; readonly orderId: string }
  /** Asked, heard nothing, and asks the same again. */
  | { readonly type: 'asking-again'; readonly question: Question; readonly then: (heard: Heard) => number | undefined };

const SECOND_MS = 1_000;
const PATIENCE_ASKS = 60;
const shownCode = z.object({ code: z.string() });
const begun = z.object({ orderId: z.string() });

/** A customer: scans, chooses, waits, and does what people do with a telephone. */
export class Customer implements Person {
  readonly name: string;
  readonly #shopId: string;
  readonly #otherShopId: string;
  readonly #chance: Chance;
  readonly #caller: CustomerCaller;
  #mood: Mood = { type: 'looking' };
  #scans = 0;
  #asked = 0;

  /** @param caller the same person may come again: then the visit has another name, and another session */
  constructor(visit: string, caller: CustomerCaller, otherShopId: string, chance: Chance) {
    this.name = visit;
    this.#shopId = caller.shopId;
    this.#otherShopId = otherShopId;
    this.#chance = chance;
    this.#caller = caller;
  }

  async act(bar: Counter): Promise<number | undefined> {
    if (this.#asked++ > PATIENCE_ASKS) return undefined;
    const mood = this.#mood;
    switch (mood.type) {
      case 'looking':
        return this.#look(bar);
      case 'scanning':
        return this.#ask(bar, this.#scan(mood.code), (heard) => this.#scanned(heard));
      case 'waiting':
        return this.#wait(bar, mood.orderId);
      case 'asking-again':
        return this.#ask(bar, mood.question, mood.then);
    }
  }

  /** Sees a code on a display, and takes a while to scan it and to sign in. */
  async #look(bar: Counter): Promise<number | undefined> {
    const shopId = this.#chance.happens(0.04) ? this.#otherShopId : this.#shopId;
    const route = 'GET /api/shops/{shopId}/code';
    const heard = await bar.ask({ route, params: { shopId }, caller: staff('screen', 'display', shopId) });
    if (heard === 'nothing' || !heard.accepted) return 10 * SECOND_MS;
    const { code } = shownCode.parse(heard.reply);
    const typed = this.#chance.happens(0.05) ? mistyped(code, this.#chance) : code;
    this.#mood = { type: 'scanning', code: this.#chance.happens(0.2) ? typed.toLowerCase() : typed };
    // Now and then somebody scans a photo of a code that was on show long ago.
    return this.#chance.happens(0.07) ? this.#seconds(300, 4_000) : this.#seconds(3, 70);
  }

  #scan(code: string): Question {
    const key = `${this.name} scan ${String(this.#scans)}`;
    return { route: 'POST /api/orders', caller: this.#caller, body: { shopId: this.#shopId, code }, key };
  }

  #scanned(heard: Heard): number | undefined {
    if (heard === 'nothing') return undefined;
    if (heard.accepted) {
      this.#mood = { type: 'waiting', orderId: begun.parse(heard.reply).orderId };
      return this.#chance.happens(0.1) ? undefined : this.#seconds(1, 20);
    }
    if (heard.reason === 'limit-reached' || ++this.#scans > 3) return undefined;
    this.#mood = { type: 'looking' };
    return this.#seconds(2, heard.reason === 'code-spent' ? 300 : 30);
  }

  /** Looks at the order, and does what it asks for, or what comes to mind. */
  async #wait(bar: Counter, orderId: string): Promise<number | undefined> {
    const route = 'GET /api/orders/{orderId}';
    const heard = await bar.ask({ route, params: { orderId }, caller: this.#caller });
    if (heard === 'nothing' || !heard.accepted) return this.#seconds(5, 30);
    const { status } = orderView.parse(heard.reply);
    if (isOver(status)) return undefined;
    if (this.#chance.happens(0.05)) await this.#pry(bar);
    if (this.#chance.happens(0.03)) {
      const question = this.#command(orderId, 'cancel', this.#chance.happens(0.5) ? { reason: 'no time' } : undefined);
      return this.#ask(bar, question, () => this.#seconds(1, 60));
    }
    if (status !== 'choosing') return this.#seconds(status === 'placed' ? 1 : 20, status === 'placed' ? 5 : 180);
    // Some have second thoughts, and never say so.
    if (this.#chance.happens(0.04)) return undefined;
    return this.#ask(bar, this.#command(orderId, 'drink', this.#wish()), () => this.#seconds(1, 40));
  }

  /** Tries an order of somebody else, or of another session, which must look as if there were none. */
  async #pry(bar: Counter): Promise<void> {
    const orderId = bar.orderNotOf(this.#caller);
    if (orderId === undefined) return;
    await bar.ask({ route: 'GET /api/orders', caller: this.#caller });
    await bar.ask({ route: 'GET /api/orders/{orderId}', params: { orderId }, caller: this.#caller });
    await bar.ask({ ...this.#command(orderId, 'cancel', undefined), key: `${this.name} pries ${String(this.#asked)}` });
  }

  #command(orderId: string, verb: 'drink' | 'cancel', body: unknown): Question {
    const key = `${this.name} ${verb} ${String(this.#asked)}`;
    return { route: `POST /api/orders/{orderId}/${verb}`, params: { orderId }, caller: this.#caller, body, key };
  }

  #wish(): unknown {
    if (this.#chance.happens(0.05)) return { drinkId: 'tea' };
    const drinkId = this.#chance.pick(drinks);
    const drink = startingMenu.drinks.find(({ id }) => id === drinkId);
    const milk = this.#chance.pick(['whole', 'oat', 'soy']);
    const takesMilk = drink?.groups.some((group) => group === 'milk') === true;
    const [size] = this.#chance.shuffled(drink?.sizes ?? []);
    return {
      drinkId,
      ...(takesMilk && this.#chance.happens(0.7) && { options: { milk: [milk] } }),
      ...(size !== undefined && this.#chance.happens(0.5) && { sizeId: size.id }),
    };
  }

  /** Asks; whoever hears nothing asks the same again, and so, now and then, does an impatient finger. */
  async #ask(bar: Counter, question: Question, then: (heard: Heard) => number | undefined) {
    const heard = await bar.ask(question);
    if (heard === 'nothing' || (!heard.accepted && heard.reason === 'try-again')) {
      this.#mood = { type: 'asking-again', question, then };
      // A few give up, and leave an order that they do not know of.
      return this.#chance.happens(0.02) ? undefined : this.#seconds(1, 15);
    }
    if (this.#mood.type === 'asking-again') this.#mood = this.#moodAfter(question);
    if (this.#chance.happens(0.05)) await bar.ask(question);
    return then(heard);
  }

  #moodAfter({ params, body }: Question): Mood {
    const orderId = params?.['orderId'];
    if (orderId !== undefined) return { type: 'waiting', orderId };
    return { type: 'scanning', code: z.object({ code: z.string() }).parse(body).code };
  }

  #seconds(low: number, high: number): number {
    return Math.round(this.#chance.between(low, high)) * SECOND_MS;
  }
}

const drinks = ['espresso', 'americano', 'cappuccino', 'latte', 'flat-white', 'hot-chocolate'] as const;

const isOver = (status: OrderStatus): boolean =>
  ['collected', 'refused', 'cancelled', 'timed-out', 'failed'].includes(status);

const mistyped = (code: string, chance: Chance): string => {
  const at = chance.whole(0, code.length - 1);
  return `${code.slice(0, at)}${chance.pick(['7', 'Q', '!'])}${code.slice(at + 1)}`;
};
