import { startingMenu } from '@coffee/shop/contract';
import type { Caller } from '@espresso/contract';
import type { Question } from '../bar.ts';
import { staff } from '../callers.ts';
import type { Chance } from '../chance.ts';
import type { Counter, Person } from './person.ts';

const MINUTE_MS = 60_000;

/** The owner of all shops: opens, closes and pauses them, tunes them, changes the menu and counts the stock. */
export class Owner implements Person {
  readonly name = 'olga';
  readonly #shopIds: readonly [string, ...string[]];
  readonly #chance: Chance;
  readonly #caller: Caller = staff('olga', 'owner');
  #pending: Question[];
  #wishes = 0;

  constructor(shopIds: readonly [string, ...string[]], chance: Chance) {
    this.#shopIds = shopIds;
    this.#chance = chance;
    this.#pending = shopIds.flatMap((shopId) => this.#opening(shopId));
  }

  async act(bar: Counter): Promise<number | undefined> {
    const [next] = this.#pending;
    if (next === undefined) {
      if (!bar.isOpen) return undefined;
      this.#pending = this.#idea(this.#chance.pick(this.#shopIds));
      return Math.round(this.#chance.between(0.5, 8) * MINUTE_MS);
    }
    const heard = await bar.ask(next);
    if (heard === 'nothing' || (!heard.accepted && heard.reason === 'try-again')) return 5_000;
    this.#pending = this.#pending.slice(1);
    return this.#pending.length > 0 ? this.#chance.whole(0, 120_000) : 1_000;
  }

  #opening(shopId: string): Question[] {
    const settings = { queueLimit: 12, customerTimeoutSeconds: 240, baristaTimeoutSeconds: 600 };
    return [
      this.#ask('POST /api/shops', {}, { shopId, name: shopId, open: true, settings }),
      this.#count(shopId, 'oat-milk', 2_000),
      this.#count(shopId, 'beans', 1_500),
      ...(this.#chance.happens(0.5) ? [this.#count(shopId, 'cup', 50)] : []),
    ];
  }

  /** One or two things in a row, some minutes apart: whoever closes opens again. */
  #idea(shopId: string): Question[] {
    const { whole } = this.#chance;
    const inShop = { shopId };
    const open = this.#ask('POST /api/shops/{shopId}/open', inShop);
    const something = (): string => this.#chance.pick(['oat-milk', 'beans', 'cup', 'cocoa']);
    const delivery = (): Question[] =>
      ['oat-milk', 'beans', 'cup', 'cocoa'].map((what) => this.#count(shopId, what, whole(500, 9_000) + 0.25));
    const ideas = [
      () => [this.#ask('POST /api/shops/{shopId}/pause', inShop, { reason: 'the grinder is being cleaned' }), open],
      () => [this.#ask('POST /api/shops/{shopId}/close', inShop, {}), open],
      () => [this.#ask('POST /api/shops/{shopId}/last-call', inShop, { minutes: whole(0, 3) }), open],
      () => [
        this.#ask('PUT /api/shops/{shopId}/notice', inShop, { text: 'The machine warms up', minutes: whole(1, 10) }),
        this.#ask('DELETE /api/shops/{shopId}/notice', inShop),
      ],
      () => [this.#settings(shopId, { queueLimit: whole(2, 15) })],
      () => [this.#settings(shopId, { drinksPerCode: whole(2, 15), codeWindowSeconds: whole(60, 600) })],
      () => [
        this.#settings(shopId, { customerTimeoutSeconds: whole(60, 300), baristaTimeoutSeconds: whole(200, 900) }),
      ],
      () => [this.#settings(shopId, { ordersPerCustomer: whole(1, 3) })],
      () => [this.#available(shopId, 'latte', false), this.#available(shopId, 'latte', true)],
      () => [this.#ask('PUT /api/shops/{shopId}/menu', inShop, this.#menu())],
      () => [this.#count(shopId, something(), whole(0, 40))],
      () => [this.#count(shopId, something(), null)],
      // More deliveries come than bad surprises, or the bar would run dry.
      () => delivery(),
      () => delivery(),
      () => delivery(),
      () => delivery(),
    ] as const;
    return this.#chance.pick(ideas)();
  }

  /** The usual menu, with espressos of another strength. */
  #menu(): unknown {
    const amount = this.#chance.whole(7, 11);
    const drinks = startingMenu.drinks.map((drink) =>
      drink.id === 'espresso' ? { ...drink, recipe: [{ from: 'beans', amount }] } : drink,
    );
    return { ...startingMenu, drinks };
  }

  #available(shopId: string, drinkId: string, available: boolean): Question {
    return this.#ask('PUT /api/shops/{shopId}/drinks/{drinkId}/availability', { shopId, drinkId }, { available });
  }

  #settings(shopId: string, settings: Readonly<Record<string, number>>): Question {
    return this.#ask('PUT /api/shops/{shopId}/settings', { shopId }, settings);
  }

  #count(shopId: string, ingredientId: string, left: number | null): Question {
    return this.#ask('PUT /api/shops/{shopId}/stock/{ingredientId}', { shopId, ingredientId }, { left });
  }

  #ask(route: string, params: Readonly<Record<string, string>>, body?: unknown): Question {
    return { route, params, caller: this.#caller, body, key: `olga ${String(this.#wishes++)}` };
  }
}
